package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.job.TranslatedKeys;
import dev.sluice.mapreduce.task.TaskConnection;
import dev.sluice.testing.FakeElasticsearch;
import dev.sluice.testing.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SortedMapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lines of bulk requests by keys of elasticsearch-hadoop. What is expected is what its version
 * 8.19 was seen to send for the same, with the index named in every line, where it has it in the
 * URL.
 */
class EsRequestsTest {

  private static final String HEAD = "{'id':'1','r':'R','n':5,'v':7,'f':1.50,'o':{'x':'X','y':2}";
  private static final String JSON = HEAD + ",'l':['p','q'],'s':'sp\\\"ec\\u00e9\\n'}";

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "es.mapping.id=id; {'index':{'_index':'idx','_id':'1'}} JSON",
        "es.mapping.id=o.x; {'index':{'_index':'idx','_id':'X'}} JSON",
        "es.mapping.id=s; {'index':{'_index':'idx','_id':'sp\\\"ecé\\n'}} JSON",
        "es.mapping.id=<abc>; {'index':{'_index':'idx','_id':'abc'}} JSON",
        "es.mapping.id=<{x}>; {'index':{'_index':'idx','_id':'{x}'}} JSON",
        "es.mapping.id=id es.mapping.routing=r es.mapping.version=v;"
            + " {'index':{'_index':'idx','_id':'1','routing':'R','version':7,"
            + "'version_type':'external'}} JSON",
        "es.mapping.id=id es.mapping.routing=<foobar/> es.mapping.version=v"
            + " es.mapping.version.type=external_gte;"
            + " {'index':{'_index':'idx','_id':'1','routing':'foobar/','version':7,"
            + "'version_type':'external_gte'}} JSON",
        "es.mapping.id=id es.mapping.version=<3>;"
            + " {'index':{'_index':'idx','_id':'1','version':3,'version_type':'external'}} JSON",
        "es.mapping.id=id es.update.retry.on.conflict=3;"
            + " {'index':{'_index':'idx','_id':'1'}} JSON",
        "es.write.operation=create es.mapping.id=id;"
            + " {'create':{'_index':'idx','_id':'1'}} JSON",
        "es.write.operation=create; {'create':{'_index':'idx'}} JSON",
        "es.write.operation=INDEX; {'index':{'_index':'idx'}} JSON",
        "es.write.operation=update es.mapping.id=id es.mapping.routing=r"
            + " es.update.retry.on.conflict=3;"
            + " {'update':{'_index':'idx','_id':'1','routing':'R','retry_on_conflict':3}}"
            + " {'doc':JSON}",
        "es.write.operation=upsert es.mapping.id=id;"
            + " {'update':{'_index':'idx','_id':'1'}} {'doc_as_upsert':true,'doc':JSON}",
        "es.write.operation=update es.mapping.id=id es.update.script.inline=x"
            + " es.update.script.lang=painless;"
            + " {'update':{'_index':'idx','_id':'1'}} {'script':{'source':'x','lang':'painless'}}",
        "es.write.operation=update es.mapping.id=id es.update.script=x"
            + " es.update.script.params=a:n,b:<c>,c:<5>,d:o,f:f,g:s,h:<true>,i:o.x;"
            + " {'update':{'_index':'idx','_id':'1'}}"
            + " {'script':{'source':'x','params':{'a':5,'b':'c','c':5,'d':{'x':'X','y':2},"
            + "'f':1.50,'g':'sp\\\"ec\\u00e9\\n','h':true,'i':'X'}}}",
        "es.write.operation=update es.mapping.id=id es.update.script.inline=x"
            + " es.update.script.params.json={\"a\":5,\"b\":[1,2]};"
            + " {'update':{'_index':'idx','_id':'1'}}"
            + " {'script':{'source':'x','params':{'a':5,'b':[1,2]}}}",
        "es.write.operation=update es.mapping.id=id es.update.script.inline=x"
            + " es.update.script.upsert=true es.update.script.params=a:n;"
            + " {'update':{'_index':'idx','_id':'1'}} {'script':{'source':'x','params':{'a':5}}}",
        "es.write.operation=upsert es.mapping.id=id es.update.script.inline=x"
            + " es.update.script.lang=painless es.update.script.params=a:n;"
            + " {'update':{'_index':'idx','_id':'1'}}"
            + " {'script':{'source':'x','lang':'painless','params':{'a':5}},'upsert':JSON}",
        "es.write.operation=upsert es.mapping.id=id es.update.script.inline=x"
            + " es.update.script.upsert=true es.update.script.params.json={\"a\":1};"
            + " {'update':{'_index':'idx','_id':'1'}}"
            + " {'script':{'source':'x','params':{'a':1}},'scripted_upsert':true,'upsert':{}}",
        "es.resource=idx-{r|x} es.resource.write=idx-{n}-{o.y}; {'index':{'_index':'idx-5-2'}} JSON"
      })
  void json_is_sent_as_it_always_was(String keys, String lines) throws Exception {
    FakeElasticsearch elasticsearch = new FakeElasticsearch();

    write(elasticsearch, keys + " es.input.json=true", new Text(quoted(JSON)));

    assertThat(String.join(" ", elasticsearch.lines()))
        .isEqualTo(quoted(lines.replace("JSON", JSON)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "es.mapping.id=id; {'index':{'_index':'idx','_id':'1'}} DOC",
        "es.mapping.id=n; {'index':{'_index':'idx','_id':'5'}} DOC",
        "es.mapping.id=id es.mapping.join=o; {'index':{'_index':'idx','_id':'1','routing':'9'}}"
            + " DOC",
        "es.mapping.id=id es.mapping.join=o es.mapping.routing=n;"
            + " {'index':{'_index':'idx','_id':'1','routing':'5'}} DOC",
        "es.mapping.id=id es.mapping.exclude=id,l,o,s;"
            + " {'index':{'_index':'idx','_id':'1'}} {'b':true,'f':1.5,'n':5,'v':7}",
        "es.mapping.include=id,o.name; {'index':{'_index':'idx'}} {'id':'1','o':{'name':'answer'}}",
        "es.mapping.id=id es.write.operation=upsert es.mapping.exclude=id,l,o,s"
            + " es.update.script.inline=x es.update.script.params=a:id;"
            + " {'update':{'_index':'idx','_id':'1'}}"
            + " {'script':{'source':'x','params':{'a':'1'}},"
            + "'upsert':{'b':true,'f':1.5,'n':5,'v':7}}"
      })
  void maps_are_sent_as_they_always_were(String keys, String lines) throws Exception {
    FakeElasticsearch elasticsearch = new FakeElasticsearch();

    write(elasticsearch, keys, map());

    String document =
        "{'b':true,'f':1.5,'id':'1','l':['p','q'],'n':5,'o':{'name':'answer','parent':'9'},"
            + "'s':'sp\\\"ecé\\n','v':7}";
    assertThat(String.join(" ", elasticsearch.lines()))
        .isEqualTo(quoted(lines.replace("DOC", document)));
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static SortedMapWritable<Text> map() {
    SortedMapWritable<Text> join = new SortedMapWritable<>();
    join.put(new Text("name"), new Text("answer"));
    join.put(new Text("parent"), new Text("9"));
    SortedMapWritable<Text> map = new SortedMapWritable<>();
    map.put(new Text("id"), new Text("1"));
    map.put(new Text("n"), new IntWritable(5));
    map.put(new Text("v"), new LongWritable(7));
    map.put(new Text("f"), new DoubleWritable(1.5));
    map.put(new Text("b"), new BooleanWritable(true));
    map.put(new Text("o"), join);
    map.put(
        new Text("l"),
        new ArrayWritable(Text.class, new Writable[] {new Text("p"), new Text("q")}));
    map.put(new Text("s"), new Text("sp\"ecé\n"));
    return map;
  }

  private void write(FakeElasticsearch elasticsearch, String keys, Writable value)
      throws Exception {
    Configuration conf = new Configuration();
    conf.set("sluice.job.dir", temp.resolve("job").toUri().toString());
    conf.set("es.resource", "idx");
    for (String pair : keys.split(" ")) {
      int equals = pair.indexOf('=');
      conf.set(pair.substring(0, equals), pair.substring(equals + 1));
    }
    TaskAttemptContext context =
        new TaskAttemptContextImpl(conf, TaskAttemptID.forName("attempt_17_0042_m_000007_0"));
    assertThat(TranslatedKeys.ofWriting(context)).isEmpty();
    TaskConnection link = TaskConnection.over(elasticsearch, Duration.ofSeconds(1), () -> {});
    RecordWriter<Object, Object> writer =
        IndexOutputFormat.writer(context, link, ManualTicker.holdingSleepers());

    writer.write(NullWritable.get(), value);
    writer.close(context);
  }
}
