package dev.sluice.hbase;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.BufferedMutatorParams;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.RegionLocator;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableBuilder;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.regionserver.NoSuchColumnFamilyException;
import org.apache.hadoop.hbase.security.AccessDeniedException;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * A connection to an HBase that has the tables {@code pages} (families f, g) and {@code off}. With
 * {@code test.access=read} the user may read {@code pages} and nothing more; with the name of a
 * family, only that.
 */
public final class FakeHBase implements Connection {

  static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.set("hbase.client.connection.impl", FakeHBase.class.getName());
    conf.set("hbase.zookeeper.quorum", "zk-1,zk-2");
    return conf;
  }

  private final Configuration conf;

  /** What HBase's connection factory looks for. */
  FakeHBase(Configuration conf, ExecutorService pool, User user, Map<String, byte[]> attributes) {
    this.conf = conf;
  }

  @Override
  public Admin getAdmin() throws IOException {
    if (conf.get("test.down") != null) {
      throw new IOException("no quorum");
    }
    return (Admin)
        Proxy.newProxyInstance(
            FakeHBase.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getDescriptor" -> descriptor((TableName) arguments[0]);
                  case "isTableDisabled" -> arguments[0].equals(TableName.valueOf("off"));
                  case "close" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Object descriptor(TableName table) throws IOException {
    if (!table.getNameAsString().matches("pages|off")) {
      throw new TableNotFoundException(table);
    }
    if (conf.get("test.access") != null) {
      throw new AccessDeniedException("(user=reader, scope=pages, action=[ADMIN,CREATE])");
    }
    return TableDescriptorBuilder.newBuilder(table)
        .setColumnFamily(ColumnFamilyDescriptorBuilder.of("f"))
        .setColumnFamily(ColumnFamilyDescriptorBuilder.of("g"))
        .build();
  }

  @Override
  public Configuration getConfiguration() {
    return conf;
  }

  @Override
  public BufferedMutator getBufferedMutator(TableName tableName) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BufferedMutator getBufferedMutator(BufferedMutatorParams params) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RegionLocator getRegionLocator(TableName tableName) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clearRegionLocationCache() {}

  @Override
  public TableBuilder getTableBuilder(TableName tableName, ExecutorService pool) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Table getTable(TableName table) {
    return (Table)
        Proxy.newProxyInstance(
            FakeHBase.class.getClassLoader(),
            new Class<?>[] {Table.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "get" -> get((Get) arguments[0]);
                  case "close" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Result get(Get get) throws IOException {
    String access = conf.get("test.access", "read");
    for (byte[] bytes : get.familySet()) {
      String family = Bytes.toString(bytes);
      if (!family.matches("[fg]")) {
        throw new NoSuchColumnFamilyException("Column family " + family + " does not exist");
      }
      if (!access.equals("read") && !access.equals(family)) {
        throw new AccessDeniedException("(user=reader, scope=pages, family=" + family + ")");
      }
    }
    return Result.EMPTY_RESULT;
  }

  @Override
  public void close() {}

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public void abort(String why, Throwable cause) {}

  @Override
  public boolean isAborted() {
    return false;
  }
}
