package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gan4j.file.Damage;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors.Contents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link Damage} says how more mutations are tried. */
@Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedSafeTensorsTest {
  private static final int MUTATIONS = 2_000;
  private static final long MOST_MEMORY = 10_000_000;

  @TempDir Path folder;

  private byte[] ownFile() throws IOException {
    Map<Variable, float[]> weights = new LinkedHashMap<>();
    weights.put(new Variable("g/kernel", Shape.of(2, 3)), new float[] {1, 2, 3, 4, 5, 6});
    weights.put(new Variable("g/bias", Shape.of(3)), new float[] {7, 8, 9});
    Path path = folder.resolve("own.safetensors");
    SafeTensors.write(
        path,
        new Contents(weights, Map.of("iteration", "12"), Map.of("losses", new byte[] {1, 2, 3})));
    return Files.readAllBytes(path);
  }

  /** The same as another program would write it. */
  private static byte[] foreignFile() {
    byte[] header =
        ("{\"__metadata__\":{\"by\":\"hand\"},"
                + "\"g/kernel\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                + "\"g/bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[24,36]},"
                + "\"losses\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[36,39]}}")
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 39).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (int i = 1; i <= 9; i++) {
      bytes.putFloat(i);
    }
    return bytes.array();
  }

  private static void readAndForget(Contents read) {
    read.weights()
        .forEach(
            (variable, values) -> {
              assertThat(values).hasSize(variable.shape().elementCount());
              StoredTensor.requireFinite(variable.name(), values);
            });
  }

  private static void refuse(Contents read) {
    throw new AssertionError("it was read as " + read);
  }

  @Test
  void noDamageToAFileWithAChecksumIsRead() throws IOException {
    byte[] whole = ownFile();
    Damage<Contents> damage =
        new Damage<>(
            folder.resolve("damaged"),
            MOST_MEMORY,
            SafeTensors::readAll,
            DamagedSafeTensorsTest::refuse);
    damage.truncate(whole);
    damage.flipEachBit(whole);
    damage.mutate(whole, MUTATIONS);
  }

  @Test
  void aFileWithoutAChecksumIsRefusedOrReadAsItIs() throws IOException {
    byte[] whole = foreignFile();
    Damage<Contents> damage =
        new Damage<>(
            folder.resolve("damaged"),
            MOST_MEMORY,
            SafeTensors::readAll,
            DamagedSafeTensorsTest::readAndForget);
    damage.truncate(whole);
    damage.flipEachBit(whole);
    damage.mutate(whole, MUTATIONS);
  }
}
