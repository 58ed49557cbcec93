package consumer;

import dev.sluice.io.DocumentWritable;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.junit.Test;

public class SourceMapperTest {

  @Test
  public void a_document_becomes_its_id_and_its_source() throws IOException {
    byte[] json = "{\"title\":\"Sluice\"}".getBytes("UTF-8");
    DocumentWritable document =
        DocumentWritable.of("pages", "1").source(json, 0, json.length).build();

    MapDriver.newMapDriver(new SourceMapper())
        .withInput(new Text("1"), document)
        .withOutput(new Text("1"), new Text(json))
        .runTest();
  }
}
