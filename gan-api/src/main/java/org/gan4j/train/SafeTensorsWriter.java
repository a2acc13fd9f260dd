package org.gan4j.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.file.AtomicFile;
import org.gan4j.file.Sha256;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;

/** Writes a safetensors file without a copy of it in memory. */
final class SafeTensorsWriter {
  private static final int CHUNK_FLOATS = 1 << 14;

  private final SafeTensors.Contents contents;
  private final List<StoredTensor> tensors;

  /**
   * @throws IllegalArgumentException if nobody could read a file of these contents
   */
  SafeTensorsWriter(SafeTensors.Contents contents) {
    this.contents = contents;
    this.tensors = layout(contents);
    contents
        .weights()
        .forEach((variable, values) -> StoredTensor.requireFinite(variable.name(), values));
  }

  /** Weights come first, so that each float lies at a multiple of its size. */
  private static List<StoredTensor> layout(SafeTensors.Contents contents) {
    List<StoredTensor> tensors = new ArrayList<>();
    long end = 0;
    for (Map.Entry<Variable, float[]> entry : contents.weights().entrySet()) {
      Variable variable = entry.getKey();
      if (entry.getValue().length != variable.shape().elementCount()) {
        throw new IllegalArgumentException(
            "variable %s of shape %s cannot have %s values"
                .formatted(variable.name(), variable.shape(), entry.getValue().length));
      }
      StoredTensor tensor =
          StoredTensor.at(end, variable.name(), StoredTensor.Type.F32, variable.shape());
      tensors.add(tensor);
      end = tensor.end();
    }
    for (Map.Entry<String, byte[]> entry : contents.blobs().entrySet()) {
      Shape shape = Shape.of(entry.getValue().length);
      StoredTensor tensor = StoredTensor.at(end, entry.getKey(), StoredTensor.Type.U8, shape);
      tensors.add(tensor);
      end = tensor.end();
    }
    return tensors;
  }

  void write(Path path) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      writeTo(out, Checksum.OPEN);
    }
    String digits = Sha256.digits(digest);
    AtomicFile.writeDurably(
        path,
        file -> {
          try (OutputStream out = Files.newOutputStream(file)) {
            writeTo(out, digits);
          }
        });
  }

  private void writeTo(OutputStream out, String checksum) throws IOException {
    Map<String, String> metadata = Checksum.with(checksum, contents.metadata());
    byte[] header = new SafeTensorsHeader(tensors, metadata).toBytes();
    if (header.length > SafeTensorsHeader.MOST_BYTES) {
      throw new IllegalArgumentException(
          "names and notes take %s bytes, but the format's readers take at most %s"
              .formatted(header.length, SafeTensorsHeader.MOST_BYTES));
    }
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    for (float[] values : contents.weights().values()) {
      write(values, out);
    }
    for (byte[] blob : contents.blobs().values()) {
      out.write(blob);
    }
  }

  private static void write(float[] values, OutputStream out) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK_FLOATS, values.length) * Float.BYTES];
    FloatBuffer floats = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int from = 0, some; from < values.length; from += some) {
      some = Math.min(CHUNK_FLOATS, values.length - from);
      floats.put(0, values, from, some);
      out.write(chunk, 0, some * Float.BYTES);
    }
  }
}
