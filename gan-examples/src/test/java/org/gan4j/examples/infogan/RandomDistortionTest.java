package org.gan4j.examples.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.inject.Guice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gan4j.GanModule;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.nn.Mode;
import org.gan4j.step.Step;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RandomDistortionTest {
  /** Two images of 2 x 3 pixels and 2 channels, all different. */
  private static final Shape IMAGES = Shape.of(2, 2, 3, 2);

  private static final float[] VALUES = new float[24];

  static {
    for (int i = 0; i < VALUES.length; i++) {
      VALUES[i] = i / 24f;
    }
  }

  /**
   * @param amounts what is drawn for rows and columns: scale, shear and shift, each in [0, 1)
   */
  private static float[] distorted(Mode mode, RandomDistortion distortion, float... amounts) {
    Step.Builder builder = Step.named("distortion");
    Tensor images = Tensor.input("images", IMAGES);
    Step step =
        builder
            .output("value", builder.model("model", distortion, mode).apply(images).output())
            .build();
    Map<String, float[]> inputs = new LinkedHashMap<>(Map.of("images", VALUES));
    step.program().inputs().stream()
        .map(Input::name)
        .filter(name -> !name.equals("images"))
        .forEach(
            name ->
                inputs.put(
                    name,
                    name.endsWith("rows")
                        ? Arrays.copyOf(amounts, 3)
                        : Arrays.copyOfRange(amounts, 3, 6)));
    Backend backend =
        Guice.createInjector(GanModule.withBackend("reference")).getInstance(Backend.class);
    try (Session session = Session.open(backend, Map.of())) {
      return Objects.requireNonNull(session.compile(step.program()).run(inputs).get("value"));
    }
  }

  private static float at(float[] images, int image, int row, int column, int channel) {
    boolean inside = row >= 0 && row < 2 && column >= 0 && column < 3;
    return inside ? images[((image * 2 + row) * 3 + column) * 2 + channel] : -1;
  }

  /** Each pixel is the one that was that many rows and columns further. */
  private static void assertMoved(float[] moved, int rows, int columns) {
    for (int i = 0; i < VALUES.length; i++) {
      int image = i / 12;
      int row = i / 6 % 2;
      int column = i / 2 % 3;
      float expected = at(VALUES, image, row + rows, column + columns, i % 2);
      assertThat(moved[i]).isCloseTo(expected, within(1e-6f));
    }
  }

  @Test
  void theIdentityAtUse() {
    assertThat(distorted(Mode.INFERENCE, new RandomDistortion(0.5, 1, 1))).isEqualTo(VALUES);
  }

  @Test
  void theMiddleOfAllRangesIsTheIdentity() {
    float[] same =
        distorted(Mode.TRAIN, new RandomDistortion(0.5, 1, 1), 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f);
    assertMoved(same, 0, 0);
  }

  @Test
  void shiftsByWholePixels() {
    RandomDistortion distortion = new RandomDistortion(0, 0, 2);
    assertMoved(distorted(Mode.TRAIN, distortion, 0, 0, 0.75f, 0, 0, 0.5f), 0, 1);
    assertMoved(distorted(Mode.TRAIN, distortion, 0, 0, 0.5f, 0, 0, 0.25f), -1, 0);
  }

  @Test
  void shearsColumnsAgainstEachOther() {
    float[] sheared =
        distorted(Mode.TRAIN, new RandomDistortion(0, 2, 0), 0.5f, 0.5f, 0.5f, 0.5f, 0.75f, 0.5f);
    // The middle column stays; the first is moved down by a pixel, the last up.
    assertThat(at(sheared, 1, 0, 1, 0)).isCloseTo(at(VALUES, 1, 0, 1, 0), within(1e-6f));
    assertThat(at(sheared, 1, 1, 0, 0)).isCloseTo(at(VALUES, 1, 0, 0, 0), within(1e-6f));
    assertThat(at(sheared, 1, 0, 2, 1)).isCloseTo(at(VALUES, 1, 1, 2, 1), within(1e-6f));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    for (double bad : new double[] {-0.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new RandomDistortion(bad, 0, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> new RandomDistortion(0, bad, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> new RandomDistortion(0, 0, bad));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomDistortion(1, 0, 0))
        .withMessageContaining("[0, 1)");
  }
}
