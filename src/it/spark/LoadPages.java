package com.example;

import dev.sluice.mapreduce.IndexJob;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

public final class LoadPages {

  public static void main(String[] args) {
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("pages"))) {
      Configuration conf = new Configuration(spark.hadoopConfiguration());
      IndexJob.writeTo(conf, args[0], args[1]);
      conf.set("sluice.id", "field:url");
      spark
          .textFile(args[2])
          .mapToPair(line -> new Tuple2<>(NullWritable.get(), new Text(line)))
          .saveAsNewAPIHadoopDataset(conf);
    }
  }
}
