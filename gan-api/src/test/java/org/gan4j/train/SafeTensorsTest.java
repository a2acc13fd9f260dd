package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir Path folder;

  private Path file(String header, int floats) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + 4 * floats).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    return Files.write(folder.resolve("weights.safetensors"), bytes.array());
  }

  @Test
  void everyBitComesBack() throws IOException {
    Map<Variable, float[]> weights = new LinkedHashMap<>();
    weights.put(
        new Variable("generator/dense1/kernel", Shape.of(2, 3)),
        new float[] {1.5f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 1f / 3, -7});
    weights.put(new Variable("größe \"1\"", Shape.of()), new float[] {42});
    Path path = folder.resolve("weights.safetensors");
    SafeTensors.write(path, weights);
    Map<Variable, float[]> read = SafeTensors.read(path);
    assertThat(read.keySet()).containsExactlyElementsOf(weights.keySet());
    read.forEach((variable, values) -> assertThat(values).isEqualTo(weights.get(variable)));
    try (var files = Files.list(folder)) {
      assertThat(files).as("no partial file stays").containsExactly(path);
    }
  }

  /** As the format's description has it: the header's length, the header, the numbers. */
  @Test
  void aFileOfAnotherProgramIsRead() throws IOException {
    Path path =
        file(
            "{\"__metadata__\":{\"by\":\"hand\"},"
                + "\"w\":{\"shape\":[2],\"data_offsets\":[4,12],\"dtype\":\"F32\"}}",
            3);
    assertThat(SafeTensors.read(path)).containsOnlyKeys(new Variable("w", Shape.of(2)));
  }

  @Test
  void whatIsWrongWithAFileIsSaid() throws IOException {
    assertSaid(Files.write(folder.resolve("short"), new byte[3]), "shorter than the 8 bytes");
    assertSaid(file("not json", 0), "its header is no JSON");
    assertSaid(file("[]", 0), "START_ARRAY");
    assertSaid(
        file("{\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 1),
        "tensor w has type F16, not F32");
    assertSaid(
        file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 1),
        "tensor w of shape [2] should be at bytes [0, 8] of 4");
    assertSaid(
        file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-4,4]}}", 1), "[-4, 4]");
    assertSaid(file("{\"w\":{\"dtype\":\"F32\",\"shape\":7}}", 1), "where numbers belong");
    ByteBuffer huge = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    huge.putLong(0, Long.MAX_VALUE);
    assertSaid(
        Files.write(folder.resolve("huge"), huge.array()), "should have 9223372036854775807");
  }

  private static void assertSaid(Path path, String problem) {
    assertThatThrownBy(() -> SafeTensors.read(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(problem);
  }
}
