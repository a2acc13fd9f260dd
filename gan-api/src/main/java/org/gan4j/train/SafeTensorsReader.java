package org.gan4j.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gan4j.file.Sha256;
import org.gan4j.tensor.Variable;

/**
 * Reads a safetensors file from its start to its end, without a copy of it in memory. Sizes are
 * checked against that of the file before memory is taken.
 */
final class SafeTensorsReader {
  private static final int CHUNK_FLOATS = 1 << 14;

  private final Path path;

  SafeTensorsReader(Path path) {
    this.path = path;
  }

  SafeTensors.Contents read() throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "there is no such file");
    }
    // To open a pipe would wait for whoever writes it.
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + " is a folder, device or pipe, and no safetensors file");
    }
    // A stream and no channel, which an interrupt of this thread would close.
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, Files.size(path));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s is no safetensors file that gan4j reads: %s\n  fix: take another copy of it, or write it anew"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private SafeTensors.Contents read(InputStream file, long fileBytes) throws IOException {
    byte[] length = read(file, (int) Math.min(Long.BYTES, fileBytes));
    byte[] headerBytes = read(file, headerBytes(length, fileBytes));
    String headerText = SafeTensorsHeaderParser.text(headerBytes);
    SafeTensorsHeader header = SafeTensorsHeaderParser.parse(headerText);
    requireData(header, fileBytes - length.length - headerBytes.length);
    Optional<String> checksum = Checksum.in(headerText, header.metadata());
    MessageDigest digest = Sha256.newDigest();
    digest.update(length);
    digest.update(
        checksum
            .map(digits -> Checksum.open(headerText, digits))
            .orElse(headerText)
            .getBytes(StandardCharsets.UTF_8));
    SafeTensors.Contents contents = readData(new DigestInputStream(file, digest), header);
    if (checksum.isPresent()) {
      requireChecksum(checksum.get(), Sha256.digits(digest));
    }
    contents
        .weights()
        .forEach((variable, values) -> StoredTensor.requireFinite(variable.name(), values));
    return contents;
  }

  private static int headerBytes(byte[] length, long fileBytes) {
    if (length.length < Long.BYTES) {
      throw new IllegalArgumentException(
          "it has %s bytes, and not even the 8 of its header's length".formatted(length.length));
    }
    long bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long most = Math.min(SafeTensorsHeader.MOST_BYTES, fileBytes - Long.BYTES);
    if (bytes < 2 || bytes > most) {
      throw new IllegalArgumentException(
          "its header should have %s bytes, but can have 2 to %s"
              .formatted(Long.toUnsignedString(bytes), most));
    }
    return (int) bytes;
  }

  private static void requireData(SafeTensorsHeader header, long bytes) {
    for (StoredTensor tensor : header.tensors()) {
      if (tensor.end() > bytes) {
        throw new IllegalArgumentException(
            "%s ends at byte %s of the data, which have only %s: it is cut off"
                .formatted(tensor, tensor.end(), bytes));
      }
    }
    if (header.dataBytes() < bytes) {
      throw new IllegalArgumentException(
          "it goes on for %s bytes after its last tensor".formatted(bytes - header.dataBytes()));
    }
  }

  private SafeTensors.Contents readData(InputStream data, SafeTensorsHeader header)
      throws IOException {
    Map<Variable, float[]> weights = new LinkedHashMap<>();
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    for (StoredTensor tensor : header.tensors()) {
      int count = tensor.shape().elementCount();
      switch (tensor.type()) {
        case F32 ->
            weights.put(new Variable(tensor.name(), tensor.shape()), readFloats(data, count));
        case U8 -> blobs.put(tensor.name(), read(data, count));
      }
    }
    return new SafeTensors.Contents(weights, Checksum.without(header.metadata()), blobs);
  }

  private float[] readFloats(InputStream data, int count) throws IOException {
    float[] values = new float[count];
    byte[] chunk = new byte[Math.min(CHUNK_FLOATS, count) * Float.BYTES];
    FloatBuffer floats = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int from = 0, some; from < count; from += some) {
      some = Math.min(CHUNK_FLOATS, count - from);
      read(data, chunk, some * Float.BYTES);
      floats.get(0, values, from, some);
    }
    return values;
  }

  private byte[] read(InputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    read(in, bytes, count);
    return bytes;
  }

  private void read(InputStream in, byte[] into, int count) throws IOException {
    int found;
    try {
      found = in.readNBytes(into, 0, count);
    } catch (IOException e) {
      throw new IOException("cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
    if (found < count) {
      throw new IllegalArgumentException("somebody made it shorter while it was read");
    }
  }

  private void requireChecksum(String expected, String found) throws IOException {
    if (!found.equals(expected)) {
      throw new IOException(
          ("%s is damaged: its checksum is %s, but that of its content is %s\n"
                  + "  fix: take another copy of it, or write it anew; a program that changes it on"
                  + " purpose must leave out the note gan4j.checksum")
              .formatted(path, expected, found));
    }
  }
}
