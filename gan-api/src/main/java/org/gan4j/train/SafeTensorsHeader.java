package org.gan4j.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a safetensors file: which tensors follow it and where, and notes.
 *
 * @param tensors in the order of their bytes, which they cover without a hole
 * @param metadata notes by name, in their order in the file
 */
record SafeTensorsHeader(List<StoredTensor> tensors, Map<String, String> metadata) {
  /** As in the format's own reader. */
  static final int MOST_BYTES = 100_000_000;

  /** The field of the notes, which no tensor may be called. */
  static final String METADATA = "__metadata__";

  private static final int ALIGNMENT = 8;
  private static final int MOST_SHOWN = 100;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param tensors in any order
   * @throws IllegalArgumentException if the tensors overlap, leave a hole or share a name, or a
   *     text is no Unicode
   */
  SafeTensorsHeader {
    tensors = new ArrayList<>(tensors);
    tensors.sort(
        Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end));
    tensors = List.copyOf(tensors);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    Set<String> names = new HashSet<>(Set.of(METADATA));
    long end = 0;
    for (StoredTensor tensor : tensors) {
      String name = requireUnicode(tensor.name());
      if (!names.add(name)) {
        throw new IllegalArgumentException("two tensors cannot both be called " + shown(name));
      }
      if (tensor.begin() != end) {
        throw new IllegalArgumentException(
            "tensor %s begins at byte %s instead of %s, where the one before it ends"
                .formatted(shown(name), tensor.begin(), end));
      }
      end = tensor.end();
    }
    metadata.forEach(
        (name, note) -> {
          requireUnicode(name);
          requireUnicode(note);
        });
  }

  private static String requireUnicode(String text) {
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("half a Unicode character is in " + shown(text), e);
    }
  }

  /** How many bytes follow the header. */
  long dataBytes() {
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }

  /** The header as JSON in UTF-8, with spaces to a multiple of 8 bytes. */
  byte[] toBytes() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> note : metadata.entrySet()) {
          json.writeStringField(note.getKey(), note.getValue());
        }
        json.writeEndObject();
      }
      for (StoredTensor tensor : tensors) {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.type().name());
        json.writeArrayFieldStart("shape");
        for (int size : tensor.shape().sizes()) {
          json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {tensor.begin(), tensor.end()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
    String padding = " ".repeat((ALIGNMENT - bytes % ALIGNMENT) % ALIGNMENT);
    return (text + padding).getBytes(StandardCharsets.UTF_8);
  }

  /** A text of a file that may be damaged, for a message: of one line, and not too long. */
  static String shown(String text) {
    String part = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    return part.replaceAll("\\p{Cntrl}", "?");
  }
}
