package org.gan4j.examples.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

  /** What a part of a tree says. */
  static <T> T as(JsonNode node, Class<T> type) throws JacksonException {
    return MAPPER.treeToValue(node, type);
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
