package org.gan4j.examples.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.file.AtomicFile;

/** Records as JSON files. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  /** For what somebody may have edited: nothing may be surplus, null or of another type, either. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
          .build();

  private Json() {}

  /** Writes a file, which appears only when it is whole. */
  public static void write(Path path, Object value) throws IOException {
    AtomicFile.write(path, file -> MAPPER.writeValue(file.toFile(), value));
  }

  /** Reads what {@link #write} has written. */
  public static <T> T read(Path path, Class<T> type) throws IOException {
    return MAPPER.readValue(bytes(path), type);
  }

  /** A record as a tree. */
  static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Text as a tree. */
  static JsonNode tree(String text) throws JacksonException {
    return MAPPER.readTree(text);
  }

  /** Reads a file as a tree. */
  static JsonNode tree(Path path) throws IOException {
    return MAPPER.readTree(bytes(path));
  }

  /** A pipe would be waited for without end. */
  private static byte[] bytes(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new BadDataException(path + " is no regular file");
    }
    return Files.readAllBytes(path);
  }

  /** What a part of a tree says; what the type does not have is left out. */
  static <T> T as(JsonNode node, Class<T> type) throws JacksonException {
    return MAPPER.treeToValue(node, type);
  }

  /** What a part of a tree says, which must be just what the type has. */
  static <T> T exactly(JsonNode node, Class<T> type) throws JacksonException {
    return STRICT.treeToValue(node, type);
  }

  /** Every setting by its name, for people. */
  public static Map<String, String> asText(Settings settings) {
    Map<String, String> text = new LinkedHashMap<>();
    MAPPER
        .valueToTree(settings)
        .properties()
        .forEach(
            field ->
                text.put(
                    field.getKey(),
                    field.getValue().isValueNode()
                        ? field.getValue().asText()
                        : field.getValue().toString()));
    return text;
  }
}
