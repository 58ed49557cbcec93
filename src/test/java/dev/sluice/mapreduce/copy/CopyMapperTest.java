package dev.sluice.mapreduce.copy;

import static dev.sluice.mapreduce.AsyncMapperTest.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentTransform;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.testing.MapTask;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.junit.jupiter.api.Test;

class CopyMapperTest {

  private final JobConf conf = new JobConf();
  private final MapTask task = new MapTask(conf);

  @Test
  void documents_are_handed_on_as_they_were_read() throws Exception {
    task.run(new CopyMapper(), document("a", "{\"n\": 1.50}"));

    assertThat(task.keys).containsExactly("a");
    assertThat(task.written)
        .containsExactly(
            BulkActionWritable.of(Operation.INDEX)
                .id("a")
                .routing("ra")
                .version(7, VersionType.EXTERNAL_GTE)
                .foreignSource("{\"n\": 1.50}".getBytes(UTF_8), 0, 11)
                .build());
  }

  @Test
  void for_a_data_stream_they_are_created_without_a_version() throws Exception {
    conf.set("sluice.operation", "create");

    task.run(new CopyMapper(), document("a", "{}"));

    assertThat(task.written)
        .containsExactly(
            BulkActionWritable.of(Operation.CREATE)
                .id("a")
                .routing("ra")
                .foreignSource("{}".getBytes(UTF_8), 0, 2)
                .build());
  }

  @Test
  void for_a_dump_they_keep_the_name_of_their_index() throws Exception {
    conf.setBoolean(InternalKeys.KEEP_INDEX, true);

    task.run(new CopyMapper(), document("a", "{}"));

    assertThat(task.written.get(0).index()).contains("pages");
  }

  @Test
  void a_document_without_a_source_fails_the_task() {
    DocumentWritable bare = DocumentWritable.of("pages", "a").build();

    assertThatThrownBy(() -> task.run(new CopyMapper(), bare))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "document a of index pages has no _source and cannot be copied: its index does not"
                + " store _source");
    assertThat(conf.get(InternalKeys.ABANDONED)).contains("no _source");
  }

  @Test
  void the_array_of_a_page_is_used_again_only_for_a_mapper_that_keeps_no_document() {
    JobConf copy = new JobConf(conf);
    copy.setClass(MRJobConfig.MAP_CLASS_ATTR, CopyMapper.class, Mapper.class);
    JobConf ofCommand = new JobConf(conf);
    ofCommand.setClass(MRJobConfig.MAP_CLASS_ATTR, Mapper.class, Mapper.class);
    ofCommand.set(InternalKeys.MAPPER, CopyMapper.class.getName());
    JobConf own = new JobConf(conf);
    own.setClass(MRJobConfig.MAP_CLASS_ATTR, Mapper.class, Mapper.class);
    JobConf transforming = new JobConf(copy);
    transforming.setClass(CopySettings.TRANSFORM.key(), Shortening.class, DocumentTransform.class);

    assertThat(List.of(copy, ofCommand, own, transforming))
        .map(CopyMapper::passesOn)
        .containsExactly(true, true, false, false);
  }

  static final class Shortening implements DocumentTransform {
    @Override
    public Optional<BulkActionWritable> transform(DocumentWritable document) {
      switch (document.id()) {
        case "dropped":
          return Optional.empty();
        case "elsewhere":
          return Optional.of(BulkActionWritable.copyOf(document).index("other").build());
        case "refused":
          return Optional.of(
              BulkActionWritable.copyOf(document).rejected(BulkError.of("bad", "no")).build());
        default:
          return Optional.of(
              BulkActionWritable.copyOf(document).source("{}".getBytes(UTF_8), 0, 2).build());
      }
    }
  }

  @Test
  void a_transform_changes_leaves_out_readdresses_and_rejects() throws Exception {
    conf.set("sluice.copy.transform", Shortening.class.getName());
    conf.set("sluice.copy.split-by", "t");
    conf.set("sluice.index", "pages-{}");

    task.run(
        new CopyMapper(),
        document("changed", "{\"t\":\"x\"}"),
        document("dropped", "{\"t\":\"x\"}"),
        document("elsewhere", "{\"t\":\"x\"}"),
        document("refused", "{\"t\":\"x\"}"));

    assertThat(task.keys).containsExactly("changed", "elsewhere", "refused");
    assertThat(new String(task.written.get(0).source(), UTF_8)).isEqualTo("{}");
    assertThat(task.written.get(0).index()).contains("pages-x");
    assertThat(task.written.get(1).index()).contains("other");
    assertThat(task.written.get(2).error().map(BulkError::reason)).contains("no");
  }

  @Test
  void a_transform_that_cannot_be_made_is_refused_at_submit() {
    conf.set("sluice.copy.transform", "com.example.Missing");
    assertThatThrownBy(() -> CopyMapper.checkTransform(conf))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "sluice.copy.transform is \"com.example.Missing\" but must be a class on the class"
                + " path; add its jar with -libjars");

    conf.set("sluice.copy.transform", "java.lang.String");
    assertThatThrownBy(() -> CopyMapper.checkTransform(conf))
        .hasMessageContaining("a class that implements DocumentTransform");
  }

  @Test
  void a_field_spreads_documents_over_indices() throws Exception {
    conf.set("sluice.copy.split-by", "a.tenant");
    conf.set("sluice.index", "pages-{}-v2");

    task.run(
        new CopyMapper(),
        document("1", "{\"a\":{\"tenant\":\"x\"}}"),
        document("2", "{\"a\":{\"tenant\":17}}"),
        document("3", "{\"a\":{}}"),
        document("4", "{\"a\":{\"tenant\":\"Über Alles\"}}"));

    assertThat(task.written)
        .extracting(BulkActionWritable::index)
        .containsExactly(
            Optional.of("pages-x-v2"),
            Optional.of("pages-17-v2"),
            Optional.of("pages-{a.tenant}-v2"),
            Optional.of("pages-{a.tenant}-v2"));
    assertThat(task.written.get(2).error().map(BulkError::reason).orElse(""))
        .contains("no field \"a.tenant\"", "sluice.copy.split-by=a.tenant");
    assertThat(task.written.get(3).error().map(BulkError::reason).orElse(""))
        .contains("invalid index name \"pages-Über Alles-v2\"");
  }
}
