package dev.sluice.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {

  private static final CheckReport REPORT =
      new CheckReport(
          List.of(
              new FindingGroup(
                  "cluster",
                  List.of(
                      Finding.ok("versions", "Elasticsearch 8.19.21"),
                      Finding.unseen("heap", "grant it"),
                      Finding.unseen("disk", "grant it"))),
              new FindingGroup(
                  "index pages",
                  List.of(
                      Finding.bad("blocks", "read only", "set the \"block\" to null"),
                      Finding.look(
                          "pipeline",
                          "default_pipeline geo",
                          "every document runs through it, on ingest nodes: remove it if not"
                              + " needed")))));

  @Test
  void a_line_has_level_name_and_figure_and_the_advice_follows() {
    assertThat(String.join("\n", REPORT.lines(80)))
        .isEqualTo(
            """
            cluster
            ok    versions           Elasticsearch 8.19.21
            look  not seen           heap, disk
                                     -> grant it
            index pages
            bad   blocks             read only
                                     -> set the "block" to null
            look  pipeline           default_pipeline geo
                                     -> every document runs through it, on ingest nodes:
                                        remove it if not needed
            1 ok, 3 look, 1 bad: fix what is bad before the load""");
  }

  @Test
  void the_json_has_every_finding() {
    assertThat(REPORT.json())
        .startsWith(
            "{\"level\":\"bad\",\"cluster\":[{\"level\":\"ok\",\"name\":\"versions\","
                + "\"figure\":\"Elasticsearch 8.19.21\"},")
        .contains("\"seen\":false")
        .contains("\"index\":[{\"level\":\"bad\",")
        .contains("\"advice\":\"set the \\\"block\\\" to null\"");
  }
}
