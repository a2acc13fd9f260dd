package org.gan4j.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gan4j.file.AtomicFile;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;

/**
 * Weights in the safetensors format, which Python reads too: the length of a JSON header as 8
 * little-endian bytes, the header with type, shape and offsets of each tensor, then the numbers.
 * Only 32-bit floats are written or read.
 */
public final class SafeTensors {
  private static final int MOST_HEADER_BYTES = 100_000_000;
  private static final String METADATA = "__metadata__";
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * What a file holds.
   *
   * @param weights row-major values by variable
   * @param metadata the notes stored beside them
   */
  public record Contents(Map<Variable, float[]> weights, Map<String, String> metadata) {}

  private SafeTensors() {}

  /** Writes weights to a file, which appears only when it is whole. */
  public static void write(Path path, Map<Variable, float[]> weights) throws IOException {
    write(path, weights, Map.of());
  }

  /** Writes weights and notes about them to a file, which appears only when it is whole. */
  public static void write(Path path, Map<Variable, float[]> weights, Map<String, String> metadata)
      throws IOException {
    byte[] header = header(weights, metadata);
    int size = weights.values().stream().mapToInt(v -> 4 * v.length).sum();
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + header.length + size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length).put(header);
    weights.values().forEach(value -> putAll(buffer, value));
    AtomicFile.write(path, file -> Files.write(file, buffer.array()));
  }

  private static void putAll(ByteBuffer buffer, float[] values) {
    for (float value : values) {
      buffer.putFloat(value);
    }
  }

  private static byte[] header(Map<Variable, float[]> weights, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> note : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(note.getKey(), note.getValue());
        }
        json.writeEndObject();
      }
      int offset = 0;
      for (Variable variable : weights.keySet()) {
        int end = offset + 4 * variable.shape().elementCount();
        json.writeObjectFieldStart(variable.name());
        json.writeStringField("dtype", "F32");
        json.writeFieldName("shape");
        int[] sizes = variable.shape().sizes().stream().mapToInt(Integer::intValue).toArray();
        json.writeArray(sizes, 0, sizes.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new int[] {offset, end}, 0, 2);
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    }
    int padding = (8 - bytes.size() % 8) % 8;
    bytes.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  /**
   * Reads weights.
   *
   * @throws IOException if the file cannot be read, or is not a safetensors file of 32-bit floats;
   *     the message names the file and what was expected
   */
  public static Map<Variable, float[]> read(Path path) throws IOException {
    return readAll(path).weights();
  }

  /**
   * Reads weights and the notes about them.
   *
   * @throws IOException as {@link #read}
   */
  public static Contents readAll(Path path) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.remaining() < 8) {
      throw malformed(path, "it is shorter than the 8 bytes of the header's length");
    }
    long headerLength = buffer.getLong();
    if (headerLength < 2 || headerLength > Math.min(MOST_HEADER_BYTES, buffer.remaining())) {
      throw malformed(path, "its header should have " + headerLength + " bytes");
    }
    byte[] header = new byte[(int) headerLength];
    buffer.get(header);
    ByteBuffer numbers = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<Variable, float[]> weights = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(header)) {
      expect(path, json, JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        expect(path, json, JsonToken.START_OBJECT);
        if (name.equals(METADATA)) {
          readMetadata(json, metadata);
        } else {
          readEntry(path, name, json, numbers, weights);
        }
      }
    } catch (JsonProcessingException e) {
      throw new IOException(path + " is no safetensors file: its header is no JSON", e);
    }
    return new Contents(weights, metadata);
  }

  private static void readMetadata(JsonParser json, Map<String, String> into) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      into.put(key, json.getText());
    }
  }

  private static void readEntry(
      Path path, String name, JsonParser json, ByteBuffer numbers, Map<Variable, float[]> weights)
      throws IOException {
    String type = "";
    List<Integer> sizes = List.of();
    List<Integer> offsets = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> type = json.getText();
        case "shape" -> sizes = integers(path, json);
        case "data_offsets" -> offsets = integers(path, json);
        default -> json.skipChildren();
      }
    }
    if (!type.equals("F32")) {
      throw malformed(path, "tensor " + name + " has type " + type + ", not F32");
    }
    Shape shape = new Shape(sizes);
    int count = shape.elementCount();
    if (offsets.size() != 2
        || offsets.get(0) < 0
        || offsets.get(1) - offsets.get(0) != 4 * count
        || offsets.get(1) > numbers.limit()) {
      throw malformed(
          path,
          "tensor %s of shape %s should be at bytes %s of %d"
              .formatted(name, shape, offsets, numbers.limit()));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = numbers.getFloat(offsets.get(0) + 4 * i);
    }
    weights.put(new Variable(name, shape), values);
  }

  private static List<Integer> integers(Path path, JsonParser json) throws IOException {
    List<Integer> integers = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw malformed(path, "its header has " + json.getText() + " where numbers belong");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      integers.add(json.getIntValue());
    }
    return integers;
  }

  private static void expect(Path path, JsonParser json, JsonToken expected) throws IOException {
    if (json.nextToken() != expected) {
      throw malformed(path, "its header has " + json.currentToken() + ", not " + expected);
    }
  }

  private static IOException malformed(Path path, String problem) {
    return new IOException(path + " is no safetensors file of 32-bit floats: " + problem);
  }
}
