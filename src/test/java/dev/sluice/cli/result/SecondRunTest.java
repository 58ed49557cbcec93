package dev.sluice.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.lines.BulkLineMapper;
import dev.sluice.cli.lines.EnvelopeMapper;
import dev.sluice.cli.lines.InputIds;
import dev.sluice.cli.lines.JsonLineMapper;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.junit.jupiter.api.Test;

class SecondRunTest {

  private final Configuration conf = new Configuration(false);

  private SecondRun of(Class<?> mapper) {
    conf.set(MRJobConfig.MAP_CLASS_ATTR, mapper.getName());
    return SecondRun.of(conf);
  }

  @Test
  void lines_with_generated_ids_are_added_once_more_and_the_way_out_is_named() {
    assertThat(of(JsonLineMapper.class)).isEqualTo(SecondRun.ADDS);
    assertThat(SecondRun.ADDS.effect()).contains("--id input");
    assertThat(of(BulkLineMapper.class)).isEqualTo(SecondRun.REPEATS_ACTIONS);
    assertThat(SecondRun.REPEATS_ACTIONS.effect()).contains("--id input");
  }

  @Test
  void ids_of_fields_of_the_input_of_envelopes_and_of_rows_are_the_same_again() {
    assertThat(of(EnvelopeMapper.class)).isEqualTo(SecondRun.WRITES_THE_SAME);
    assertThat(of(Mapper.class)).isEqualTo(SecondRun.WRITES_THE_SAME);
    conf.set("sluice.id", "field:url");
    assertThat(of(JsonLineMapper.class)).isEqualTo(SecondRun.WRITES_THE_SAME);
    InputIds.use(conf);
    assertThat(of(JsonLineMapper.class)).isEqualTo(SecondRun.WRITES_THE_SAME);
  }
}
