package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Needs 4 GB of heap and 2.2 GB of disk, and is run by {@code mvn -pl gan-api test
 * -Dtest=LargeSafeTensorsTest -Dgan4j.large=true -Dtest.jvm.flags=-Xmx6g}.
 */
@EnabledIfSystemProperty(named = "gan4j.large", matches = "true")
class LargeSafeTensorsTest {
  private static final Variable LARGE = new Variable("large", Shape.of(550_000, 1_000));
  private static final Variable LAST = new Variable("last", Shape.of(3));

  @TempDir Path folder;

  /** One array of more than 2^31 bytes, and what comes after it. */
  @Test
  void moreThanTwoGigabytesComeBack() throws IOException {
    Path path = folder.resolve("large.safetensors");
    write(path);
    assertThat(Files.size(path)).isGreaterThan(2_200_000_000L);
    Map<Variable, float[]> read = SafeTensors.read(path);
    assertThat(read.keySet()).containsExactly(LARGE, LAST);
    assertThat(read.get(LAST)).containsExactly(1, 2, 3);
    float[] large = read.getOrDefault(LARGE, new float[0]);
    long wrong = IntStream.range(0, large.length).filter(i -> large[i] != value(i)).count();
    assertThat(wrong).isZero();
  }

  private static void write(Path path) throws IOException {
    float[] large = new float[LARGE.shape().elementCount()];
    for (int i = 0; i < large.length; i++) {
      large[i] = value(i);
    }
    Map<Variable, float[]> weights = new LinkedHashMap<>();
    weights.put(LARGE, large);
    weights.put(LAST, new float[] {1, 2, 3});
    SafeTensors.write(path, weights);
  }

  private static float value(int index) {
    return index % 16_000_057;
  }
}
