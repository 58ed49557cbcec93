package com.example;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.json.JsonWriter;

/** Four bytes become an address such as 192.0.2.1. */
public final class Ipv4 implements ColumnType {

  @Override
  public void write(byte[] bytes, int offset, int length, JsonWriter json) {
    if (length != 4) {
      throw new IllegalArgumentException(
          "found " + length + " bytes, but an IPv4 address has 4 bytes");
    }
    StringBuilder address = new StringBuilder();
    for (int i = 0; i < length; i++) {
      address.append(i == 0 ? "" : ".").append(bytes[offset + i] & 0xFF);
    }
    json.value(address.toString());
  }
}
