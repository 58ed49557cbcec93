package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {

  @TempDir Path temp;

  @Test
  void each_line_becomes_a_document() throws Exception {
    Path in = Files.write(temp.resolve("in.txt"), List.of("one line", "and one more"));
    Configuration conf = new Configuration();
    conf.set("hadoop.tmp.dir", temp.toString());

    Job job =
        Words.job(conf, "http://unused:9200", "words", new org.apache.hadoop.fs.Path(in.toUri()));
    job.setOutputFormatClass(InMemory.class);

    assertTrue(job.waitForCompletion(false));
    assertEquals(2, InMemory.RECORDS.size());
    assertEquals("one line", InMemory.RECORDS.get(0).getKey());
    assertTrue(InMemory.RECORDS.get(0).getValue().contains("words=2"));
  }
}
