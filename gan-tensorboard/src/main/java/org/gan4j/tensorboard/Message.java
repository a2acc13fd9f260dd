package org.gan4j.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A message of Protocol Buffers: fields by the numbers that its definition gives them. */
final class Message {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** Writes one field. */
  private interface Field {
    void write() throws IOException;
  }

  private Message with(Field field) {
    try {
      field.write();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("there is no device to fail", e);
    }
  }

  Message number(int field, long value) {
    return with(() -> out.writeInt64(field, value));
  }

  Message number(int field, float value) {
    return with(() -> out.writeFloat(field, value));
  }

  Message number(int field, double value) {
    return with(() -> out.writeDouble(field, value));
  }

  /** Repeated numbers, packed. */
  Message numbers(int field, double[] values) {
    ByteBuffer packed =
        ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    packed.asDoubleBuffer().put(values);
    return bytes(field, packed.array());
  }

  Message text(int field, String value) {
    return with(() -> out.writeString(field, value));
  }

  Message bytes(int field, byte[] value) {
    return with(() -> out.writeByteArray(field, value));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  byte[] toBytes() {
    with(out::flush);
    return bytes.toByteArray();
  }
}
