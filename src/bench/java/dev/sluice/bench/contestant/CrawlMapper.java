package dev.sluice.bench.contestant;

import java.io.IOException;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.TableMapper;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;

/** What somebody writes who loads the table by elasticsearch-hadoop: a map for each row. */
public final class CrawlMapper extends TableMapper<NullWritable, MapWritable> {

  /** The field with the row key. */
  static final String KEY = "key";

  /** For Hadoop. */
  public CrawlMapper() {}

  @Override
  protected void map(ImmutableBytesWritable key, Result row, Context context)
      throws IOException, InterruptedException {
    MapWritable document = new MapWritable();
    document.put(new Text(KEY), new Text(row.getRow()));
    for (String column : new String[] {"url", "title", "html"}) {
      document.put(new Text(column), new Text(CrawlRows.text(row, column)));
    }
    byte[] length = row.getValue(CrawlRows.PAGE, Bytes.toBytes("length"));
    document.put(new Text("length"), new IntWritable(Bytes.toInt(length)));
    byte[] fetched = row.getValue(CrawlRows.PAGE, Bytes.toBytes("fetched"));
    document.put(new Text("fetched"), new LongWritable(Bytes.toLong(fetched)));
    MapWritable headers = new MapWritable();
    row.getFamilyMap(CrawlRows.HEADERS)
        .forEach((name, value) -> headers.put(new Text(name), new Text(value)));
    document.put(new Text("header"), headers);
    context.write(NullWritable.get(), document);
  }
}
