package org.gan4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.sequential;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.loss.Penalties;
import org.gan4j.loss.Penalty;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/**
 * Against the definitions of Zhao et al. 2020 written out pixel by pixel. That program draws whole
 * numbers; here they are the whole part of {@code u n}.
 */
class DiffAugmentTest {
  private static final float LAST = 1 - 0x1p-24f;
  private static final int HEIGHT = 8;
  private static final int WIDTH = 7;
  private static final int CHANNELS = 3;
  private static final int PIXELS = HEIGHT * WIDTH * CHANNELS;
  private static final DiffAugment NONE =
      DiffAugment.of().withoutColour().withTranslation(0).withCutout(0);

  private static float[] images(int count) {
    float[] images = new float[count * PIXELS];
    RandomStream.of(3, "images").fillUniform(images, images.length, -1, 1);
    return images;
  }

  /** Draws {@code [7, batch]}: brightness, saturation, contrast, shifts, middle of the cutout. */
  private static float[] draws(int count) {
    float[] draws = new float[7 * count];
    RandomStream.of(4, "draws").fillUniform(draws, draws.length, 0, 1);
    for (int i = 0; i < 7; i++) {
      draws[i * count] = 0;
      draws[i * count + 1] = LAST;
    }
    return draws;
  }

  private static float[] changed(DiffAugment change, int count, float[] images, float[] draws) {
    Shape shape = Shape.of(count, HEIGHT, WIDTH, CHANNELS);
    return new Applied(change, Mode.TRAIN, shape, Map.of("model/change", draws), images).output;
  }

  private static int at(int image, int row, int column, int channel) {
    return ((image * HEIGHT + row) * WIDTH + column) * CHANNELS + channel;
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElseThrow();
  }

  private static double[] coloured(double[] x, int count, float[] draws) {
    double[] y = x.clone();
    for (int n = 0; n < count; n++) {
      for (int i = n * PIXELS; i < (n + 1) * PIXELS; i++) {
        y[i] += draws[n] - 0.5;
      }
      for (int pixel = n * PIXELS; pixel < (n + 1) * PIXELS; pixel += CHANNELS) {
        double mean = mean(y, pixel, pixel + CHANNELS);
        for (int i = pixel; i < pixel + CHANNELS; i++) {
          y[i] = (y[i] - mean) * (2 * draws[count + n]) + mean;
        }
      }
      double mean = mean(y, n * PIXELS, (n + 1) * PIXELS);
      for (int i = n * PIXELS; i < (n + 1) * PIXELS; i++) {
        y[i] = (y[i] - mean) * (draws[2 * count + n] + 0.5) + mean;
      }
    }
    return y;
  }

  private static double[] shifted(double[] x, int count, int mostDown, int mostAcross, float[] u) {
    double[] y = new double[x.length];
    for (int n = 0; n < count; n++) {
      int down = (int) (u[3 * count + n] * (2 * mostDown + 1)) - mostDown;
      int across = (int) (u[4 * count + n] * (2 * mostAcross + 1)) - mostAcross;
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          int fromRow = row + down;
          int fromColumn = column + across;
          if (fromRow >= 0 && fromRow < HEIGHT && fromColumn >= 0 && fromColumn < WIDTH) {
            for (int c = 0; c < CHANNELS; c++) {
              y[at(n, row, column, c)] = x[at(n, fromRow, fromColumn, c)];
            }
          }
        }
      }
    }
    return y;
  }

  private static double[] cut(double[] x, int count, int high, int wide, float[] u) {
    double[] y = x.clone();
    for (int n = 0; n < count; n++) {
      int row0 = (int) (u[5 * count + n] * (HEIGHT + 1 - high % 2)) - high / 2;
      int column0 = (int) (u[6 * count + n] * (WIDTH + 1 - wide % 2)) - wide / 2;
      for (int row = Math.max(0, row0); row < Math.min(HEIGHT, row0 + high); row++) {
        for (int column = Math.max(0, column0);
            column < Math.min(WIDTH, column0 + wide);
            column++) {
          Arrays.fill(y, at(n, row, column, 0), at(n, row, column, 0) + CHANNELS, 0);
        }
      }
    }
    return y;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static void requireSame(float[] found, double[] expected) {
    assertThat(doubles(found)).containsExactly(expected, within(1e-6));
  }

  /** But for the sign of zeros. */
  private static void requireExactly(float[] found, double[] expected) {
    assertThat(doubles(found)).containsExactly(expected, within(0.0));
  }

  @Test
  void coloursChangeAsThePaperSays() {
    float[] images = images(20);
    float[] draws = draws(20);
    DiffAugment colour = DiffAugment.of().withTranslation(0).withCutout(0);
    requireSame(changed(colour, 20, images, draws), coloured(doubles(images), 20, draws));
  }

  @Test
  void aShiftIsAnExactCopy() {
    float[] images = images(40);
    float[] draws = draws(40);
    for (double share : new double[] {0.125, 0.25, 0.9}) {
      int down = (int) (HEIGHT * share + 0.5);
      int across = (int) (WIDTH * share + 0.5);
      requireExactly(
          changed(NONE.withTranslation(share), 40, images, draws),
          shifted(doubles(images), 40, down, across, draws));
    }
  }

  @Test
  void aRectangleIsCutOut() {
    float[] images = images(60);
    float[] draws = draws(60);
    for (double share : new double[] {0.5, 0.4, 0.125, 1}) {
      int high = (int) (HEIGHT * share + 0.5);
      int wide = (int) (WIDTH * share + 0.5);
      requireExactly(
          changed(NONE.withCutout(share), 60, images, draws),
          cut(doubles(images), 60, high, wide, draws));
    }
  }

  @Test
  void allChangesComeInTheirOrder() {
    float[] images = images(30);
    float[] draws = draws(30);
    double[] coloured = coloured(doubles(images), 30, draws);
    requireSame(
        changed(DiffAugment.of(), 30, images, draws),
        cut(shifted(coloured, 30, 1, 1, draws), 30, 4, 4, draws));
  }

  /** 9 shifts of a line of 32: each in a ninth of all draws, the borders included. */
  @Test
  void allShiftsAreEquallyLikely() {
    int count = 9_000;
    float[] draws = new float[7 * count];
    float[] line = new float[32];
    line[16] = 1;
    float[] lines = new float[count * 32];
    for (int n = 0; n < count; n++) {
      draws[4 * count + n] = n / (float) count;
      System.arraycopy(line, 0, lines, n * 32, 32);
    }
    float[] moved =
        new Applied(
                NONE.withTranslation(0.125),
                Mode.TRAIN,
                Shape.of(count, 1, 32, 1),
                Map.of("model/change", draws),
                lines)
            .output;
    int[] where = new int[32];
    for (int i = 0; i < moved.length; i++) {
      where[i % 32] += (int) moved[i];
    }
    assertThat(Arrays.copyOfRange(where, 12, 21)).containsOnly(1_000);
  }

  @Test
  void nothingChangesAtUse() {
    float[] images = images(2);
    Shape shape = Shape.of(2, HEIGHT, WIDTH, CHANNELS);
    assertThat(new Applied(DiffAugment.of(), Mode.INFERENCE, shape, images).output)
        .isEqualTo(images);
    assertThat(changed(NONE, 2, images, draws(2))).isEqualTo(images);
  }

  @Test
  void eachApplicationDrawsAnew() {
    ModelTrace model = new ModelTrace("d", DiffAugment.of(), Mode.TRAIN);
    Tensor images = Tensor.input("x", Shape.of(2, HEIGHT, WIDTH, CHANNELS));
    model.apply(images);
    model.apply(images);
    assertThat(model.randomInputs()).extracting(r -> r.input().name()).doesNotHaveDuplicates();
    assertThat(model.randomInputs()).hasSize(2);
  }

  /** D(x) = w x of the image with a hole: its slope is w, but 0 in the hole. */
  @Test
  void penaltiesSeeTheSlopeByTheImageBeforeItsChange() {
    ModelTrace model =
        new ModelTrace(
            "d",
            sequential(
                NONE.withCutout(0.5),
                flatten(),
                dense(1).withKernelInitializer(Initializer.constant(1))),
            Mode.TRAIN);
    Shape shape = Shape.of(2, HEIGHT, WIDTH, CHANNELS);
    Tensor real = Tensor.input("real", shape);
    Penalty.Context context =
        new Penalty.Context() {
          @Override
          public Tensor real() {
            return real;
          }

          @Override
          public Tensor fake() {
            return real;
          }

          @Override
          public UnaryOperator<Tensor> discriminator() {
            return x -> model.applyKeepingState(x, Map.of()).output();
          }

          @Override
          public Tensor random(String name, Shape of, Distribution distribution) {
            return Tensor.input(name, of);
          }
        };
    Tensor penalty = Penalties.r1(2).of(context);
    Tensor kernel = model.parameters().get(0);
    Program program =
        Program.named("penalty")
            .output("penalty", penalty)
            .output("slope", Gradients.of(penalty, List.of(kernel)).get(0))
            .build();
    float[] draws = draws(2);
    double[] mask = new double[2 * PIXELS];
    Arrays.fill(mask, 1);
    mask = cut(mask, 2, 4, 4, draws);
    Map<Variable, float[]> weights = new HashMap<>();
    float[] ones = new float[PIXELS];
    Arrays.fill(ones, 1);
    weights.put((Variable) kernel.op(), ones);
    model.parameters().stream()
        .skip(1)
        .forEach(p -> weights.put((Variable) p.op(), new float[p.shape().elementCount()]));
    try (Session session = Session.open(new ReferenceBackend(), weights)) {
      Map<String, float[]> values =
          session.compile(program).run(Map.of("d/diffAugment1/change", draws, "real", images(2)));
      double kept = Arrays.stream(mask).sum() / 2;
      assertThat(Objects.requireNonNull(values.get("penalty"))[0]).isEqualTo((float) kept);
      float[] slope = Objects.requireNonNull(values.get("slope"));
      for (int i = 0; i < PIXELS; i++) {
        assertThat(slope[i]).isEqualTo((float) (mask[i] + mask[PIXELS + i]));
      }
    }
  }

  @Test
  void sharesOutOfRangeAndWhatIsNoImageAreRefused() {
    for (double wrong : new double[] {-0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> DiffAugment.of().withTranslation(wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> DiffAugment.of().withCutout(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> DiffAugment.of().withTranslation(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("images are translated by a share in [0, 1)");
    assertThatThrownBy(
            () -> new Applied(DiffAugment.of(), Mode.TRAIN, Shape.of(2, 3), new float[6]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("diffAugment");
  }
}
