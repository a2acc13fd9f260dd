package org.gan4j.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads event files by their description, not by what writes them. */
final class Events {
  /** Of the polynomial of CRC-32C (Castagnoli), reflected. */
  private static final int POLYNOMIAL = 0x82f63b78;

  private Events() {}

  /** A field's values by its number; a message within is its bytes. */
  record Fields(Map<Integer, List<Object>> values) {
    static Fields of(byte[] message) throws IOException {
      Map<Integer, List<Object>> values = new HashMap<>();
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        Object value =
            switch (WireFormat.getTagWireType(tag)) {
              case WireFormat.WIRETYPE_VARINT -> in.readInt64();
              case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
              case WireFormat.WIRETYPE_FIXED64 -> in.readDouble();
              default -> in.readByteArray();
            };
        values
            .computeIfAbsent(WireFormat.getTagFieldNumber(tag), f -> new ArrayList<>())
            .add(value);
      }
      return new Fields(values);
    }

    boolean has(int field) {
      return values.containsKey(field);
    }

    Object get(int field) {
      return Objects.requireNonNull(values.get(field)).get(0);
    }

    String text(int field) {
      return new String((byte[]) get(field), StandardCharsets.UTF_8);
    }

    Fields message(int field) throws IOException {
      return of((byte[]) get(field));
    }

    List<Fields> messages(int field) throws IOException {
      List<Fields> messages = new ArrayList<>();
      for (Object message : values.getOrDefault(field, List.of())) {
        messages.add(of((byte[]) message));
      }
      return messages;
    }
  }

  /** The files of a folder, in the order in which TensorBoard reads them. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** All events of a file, whose checksums are right. */
  static List<Fields> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Fields> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      requireChecksum(length, in.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      requireChecksum(data, in.getInt());
      events.add(Fields.of(data));
    }
    return events;
  }

  private static void requireChecksum(byte[] bytes, int stored) throws IOException {
    int checksum = -1;
    for (byte next : bytes) {
      checksum ^= next & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        checksum = (checksum >>> 1) ^ ((checksum & 1) == 0 ? 0 : POLYNOMIAL);
      }
    }
    checksum = ~checksum;
    int masked = ((checksum >>> 15) | (checksum << 17)) + 0xa282ead8;
    if (masked != stored) {
      throw new IOException("a record is damaged");
    }
  }
}
