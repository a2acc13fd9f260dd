package org.gan4j.train;

import static org.gan4j.train.SafeTensorsHeader.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a safetensors file, and takes nothing but what the format allows: a file that
 * differs in anything is damaged, or made to deceive a reader that is less strict.
 */
final class SafeTensorsHeaderParser {
  /** More than any library of arrays has. */
  private static final int MOST_AXES = 64;

  /** A name that is read is kept no longer than the header. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(SafeTensorsHeader.MOST_BYTES)
                  .maxStringLength(SafeTensorsHeader.MOST_BYTES)
                  .build())
          .build();

  private final JsonParser json;
  private final List<StoredTensor> tensors = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafeTensorsHeaderParser(JsonParser json) {
    this.json = json;
  }

  /**
   * The text of a header.
   *
   * @throws IllegalArgumentException if it is no text in UTF-8
   */
  static String text(byte[] header) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("its header is no text in UTF-8", e);
    }
  }

  /**
   * Parses a header.
   *
   * @throws IllegalArgumentException if it is no such header; the message says where and why
   */
  static SafeTensorsHeader parse(String text) throws IOException {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (!text.startsWith("{") || text.charAt(end - 1) != '}') {
      throw new IllegalArgumentException(
          "its header should begin with { and end with } and spaces, but is " + shown(text));
    }
    try (JsonParser json = JSON.createParser(text)) {
      return new SafeTensorsHeaderParser(json).parse();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "its header is malformed JSON (%s)".formatted(shown(e.getOriginalMessage())), e);
    }
  }

  private SafeTensorsHeader parse() throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(JsonToken.START_OBJECT, name);
      if (name.equals(SafeTensorsHeader.METADATA)) {
        parseMetadata();
      } else {
        parseTensor(name);
      }
    }
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("its header goes on after its last brace");
    }
    return new SafeTensorsHeader(tensors, metadata);
  }

  private void parseMetadata() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(JsonToken.VALUE_STRING, key);
      metadata.put(key, json.getText());
    }
  }

  private void parseTensor(String name) throws IOException {
    StoredTensor.@Nullable Type type = null;
    @Nullable Shape shape = null;
    @Nullable List<Long> offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      switch (field) {
        case "dtype" -> type = type(name);
        case "shape" -> shape = shape(name);
        case "data_offsets" -> offsets = integers(name);
        default ->
            throw new IllegalArgumentException(
                "tensor %s has an unknown field %s".formatted(shown(name), shown(field)));
      }
    }
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new IllegalArgumentException(
          "tensor %s should have a dtype, a shape and two data_offsets".formatted(shown(name)));
    }
    tensors.add(new StoredTensor(name, type, shape, offsets.get(0), offsets.get(1)));
  }

  private StoredTensor.Type type(String tensor) throws IOException {
    expect(JsonToken.VALUE_STRING, tensor);
    String type = json.getText();
    return Arrays.stream(StoredTensor.Type.values())
        .filter(known -> known.name().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tensor %s has type %s, not F32 or U8".formatted(shown(tensor), shown(type))));
  }

  private Shape shape(String tensor) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (long size : integers(tensor)) {
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "tensor %s has an axis of size %s, more than a Java array holds"
                .formatted(shown(tensor), size));
      }
      sizes.add((int) size);
    }
    return new Shape(sizes);
  }

  /** Natural numbers, so few that no file makes them many. */
  private List<Long> integers(String tensor) throws IOException {
    expect(JsonToken.START_ARRAY, tensor);
    List<Long> integers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String text = json.getText();
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || !text.matches("\\d{1,18}")) {
        throw new IllegalArgumentException(
            "tensor %s has %s where a natural number of at most 18 digits belongs"
                .formatted(shown(tensor), shown(text)));
      }
      if (integers.size() == MOST_AXES) {
        throw new IllegalArgumentException(
            "tensor %s has more than %s axes".formatted(shown(tensor), MOST_AXES));
      }
      integers.add(Long.parseLong(text));
    }
    return integers;
  }

  private void expect(JsonToken expected, String where) throws IOException {
    if (json.nextToken() != expected) {
      throw new IllegalArgumentException(
          "its header has %s at %s, not %s".formatted(json.currentToken(), shown(where), expected));
    }
  }
}
