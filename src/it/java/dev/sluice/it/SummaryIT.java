package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Jackson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The results of all commands, as a scheduler reads them. */
@Timeout(240)
final class SummaryIT {

  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z-]+) ");
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  /** A line for each command, with what its result must contain. */
  private Map<String, List<String>> commands(Index index) throws IOException {
    Path input = Files.writeString(dir.resolve("in.json"), "{\"u\":\"a\"}\n{\"u\":\"b\"}\nno\n");
    String running = Files.createDirectories(dir.resolve("running/_temporary")).getParent() + "";
    String job = dir.resolve("load").toString();
    String nodes = "--nodes=" + SERVER.url();
    Map<String, List<String>> lines = new LinkedHashMap<>();
    lines.put(
        "load --errors-max=1 --id=field:u --input=" + input + " --index=" + index + " " + nodes,
        List.of("done_with_rejected", "\"indexed\":2,\"rejected\":1", "\"rejected_docs\":\""));
    lines.put(
        "verify --id=field:u --input=" + input + " --index=" + index + " " + nodes,
        List.of("\"state\":\"done", "\"same\":2"));
    lines.put("repair " + nodes, List.of("\"done\"", "\"settled\":0"));
    lines.put("replay --errors-max=9 --input=" + job + " " + nodes, List.of("\"rejected\":1"));
    lines.put(
        "dump --index=" + index + " --output=" + dir.resolve("d") + " " + nodes,
        List.of("\"dumped\":2"));
    lines.put("reindex --from=" + index + " --to=" + index + "-2 " + nodes, List.of("\"read\":2"));
    lines.put(
        "table --table=t --mapping=" + dir.resolve("no") + " --index=" + index + " " + nodes,
        List.of("refused", "\"error\":\"--mapping "));
    lines.put("check --index=" + index + " " + nodes, List.of("\"level\":\"", "\"cluster\":["));
    lines.put(
        "check --index=" + index + " --nodes=http://127.0.0.1:1",
        List.of("done_with_bad", "\"level\":\"bad\"", "\"exit_code\":1"));
    lines.put("report " + job, List.of("\"indexed\":2", "\"report\":\"file:"));
    lines.put(
        "jobs " + job,
        List.of("\"done\"", "\"jobs\":[{\"job\":\"job_local", "\"indexed\":2,\"rejected\":1"));
    lines.put("jobs " + input, List.of("refused", "but it is not a directory"));
    lines.put(
        "control " + running + " rate 5000docs", List.of("\"paused\":false,\"rate\":\"5,000"));
    lines.put("control " + job + " pause", List.of("refused", "the job is over"));
    lines.put("restore --index=" + index + " " + nodes, List.of("\"restored\":false"));
    lines.put("route --index=" + index + " --key-as=hex 0g " + nodes, List.of("refused"));
    lines.put("settings sluice.bulk.size", List.of("\"done\""));
    lines.put("help load", List.of("\"done\""));
    return lines;
  }

  @Test
  void every_command_prints_its_result_as_one_object_and_all_else_to_standard_error()
      throws IOException {
    List<String> walked = new ArrayList<>();
    try (Index index = SERVER.index("summary")) {
      for (Map.Entry<String, List<String>> each : commands(index).entrySet()) {
        String name = each.getKey().split(" ")[0];
        CommandLine done = run(name, each.getKey());

        Map<String, Object> result =
            Jackson.asTheServerReads(done.out().getBytes(UTF_8)).orElseThrow();
        assertThat(done.out()).as(each.getKey()).hasLineCount(1).contains(each.getValue());
        assertThat(result)
            .containsEntry("command", name)
            .containsEntry("exit_code", "" + done.code());
        assertThat(done.err()).as(each.getKey()).isNotEmpty();
        walked.add(name);
      }
      SERVER.rest().delete("/" + index + "-2");
    }
    assertThat(walked).containsAll(listed());
  }

  private CommandLine run(String name, String line) {
    List<String> args = new ArrayList<>(List.of(line.split(" ")));
    args.addAll(List.of("--summary", "json"));
    if (List.of("load", "repair", "replay", "reindex").contains(name)) {
      args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve(name)));
    }
    if (List.of("verify", "repair").contains(name)) {
      args.addAll(List.of("--differences", dir.resolve("differences").toString()));
    }
    return sluice(args.toArray(new String[0]));
  }

  private static List<String> listed() {
    String help = sluice("help").out();
    String commands = help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:"));
    return COMMAND.matcher(commands).results().map(found -> found.group(1)).toList();
  }

  @Test
  void a_mistake_is_one_object_too() {
    for (String command : listed()) {
      if (command.equals("help")) {
        continue; // it helps whatever else is on the line
      }
      CommandLine mistaken = sluice(command, "--no-such-option", "--summary", "json");

      assertThat(mistaken.out())
          .as(command)
          .hasLineCount(1)
          .startsWith("{\"command\":\"" + command + "\",\"state\":\"refused\",\"exit_code\":2,");
    }
  }
}
