package org.gan4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.nn.Layers.auxiliaryClassifier;
import static org.gan4j.nn.Layers.averagePool;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.globalAveragePool;
import static org.gan4j.nn.Layers.groupNorm;
import static org.gan4j.nn.Layers.instanceNorm;
import static org.gan4j.nn.Layers.labelEmbedding;
import static org.gan4j.nn.Layers.minibatchDeviation;
import static org.gan4j.nn.Layers.pixelNorm;
import static org.gan4j.nn.Layers.projection;
import static org.gan4j.nn.Layers.residualDown;
import static org.gan4j.nn.Layers.residualUp;
import static org.gan4j.nn.Layers.selfAttention;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.spectralNorm;
import static org.gan4j.nn.Layers.upsample;
import static org.gan4j.nn.Layers.upsampleBilinear;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layers of images, and those that know classes, at points computed by hand. */
class ImageLayersTest {
  private static final Initializer COUNTING =
      (values, shape, stream) -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = i + 1;
        }
      };

  private static float[] applied(Network network, Shape shape, float... input) {
    return new Applied(network, Mode.TRAIN, shape, input).output;
  }

  private static Shape shapeAfter(Network network, int... sizes) {
    ModelTrace model = new ModelTrace("model", network, Mode.TRAIN);
    return model.apply(Tensor.input("x", Shape.of(sizes))).output().shape();
  }

  @Test
  void aConvolutionSumsWhatIsUnderItsFilter() {
    Convolution convolution = conv2d(1, 2).withKernelInitializer(COUNTING);
    Shape images = Shape.of(1, 2, 3, 1);
    assertThat(applied(convolution.withPadding(Padding.VALID), images, 1, 2, 3, 4, 5, 6))
        .containsExactly(1 + 4 + 12 + 20, 2 + 6 + 15 + 24);
    assertThat(applied(convolution, images, 1, 2, 3, 4, 5, 6))
        .containsExactly(37, 47, 3 + 18, 4 + 10, 5 + 12, 6);
    assertThat(applied(convolution.withStride(2), images, 1, 2, 3, 4, 5, 6))
        .containsExactly(37, 3 + 18);
  }

  @Test
  void aTransposedConvolutionSpreadsEachPixelByItsFilter() {
    TransposedConvolution spread =
        convTranspose2d(1, 2).withStride(2).withKernelInitializer(COUNTING);
    Shape images = Shape.of(1, 1, 2, 1);
    assertThat(applied(spread, images, 10, 100))
        .containsExactly(10, 20, 100, 200, 30, 40, 300, 400);
    assertThat(applied(spread.withStride(1).withPadding(Padding.VALID), images, 10, 100))
        .containsExactly(10, 120, 200, 30, 340, 400);
  }

  @Test
  void theSizeOfATransposedConvolutionIsAsDocumentedOrAsAskedFor() {
    TransposedConvolution layer = convTranspose2d(2, 5).withStride(2);
    assertThat(shapeAfter(layer, 3, 4, 5, 6)).isEqualTo(Shape.of(3, 8, 10, 2));
    assertThat(shapeAfter(layer.withPadding(Padding.VALID), 3, 4, 5, 6))
        .isEqualTo(Shape.of(3, 11, 13, 2));
    assertThat(shapeAfter(layer.withOutputSize(7, 9), 3, 4, 5, 6)).isEqualTo(Shape.of(3, 7, 9, 2));
    assertThatThrownBy(() -> shapeAfter(layer.withOutputSize(9, 9), 3, 4, 5, 6))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("size=[9, 9]")
        .hasMessageContaining("fix: ask for an output size");
  }

  @Test
  void upsamplingRepeatsOrInterpolates() {
    Shape images = Shape.of(1, 1, 2, 1);
    assertThat(applied(upsample(2), images, 1, 5)).containsExactly(1, 1, 5, 5, 1, 1, 5, 5);
    assertThat(applied(upsampleBilinear(2), images, 1, 5)).containsExactly(1, 2, 4, 5, 1, 2, 4, 5);
    assertThat(applied(upsampleBilinear(3), Shape.of(1, 1, 2, 1), 0, 9))
        .containsExactly(
            new float[] {0, 0, 3, 6, 9, 9, 0, 0, 3, 6, 9, 9, 0, 0, 3, 6, 9, 9}, within(1e-6f));
  }

  @Test
  void poolingTakesMeans() {
    assertThat(applied(averagePool(2), Shape.of(1, 2, 4, 1), 1, 2, 3, 4, 5, 6, 7, 8))
        .containsExactly(3.5f, 5.5f);
    assertThat(applied(globalAveragePool(), Shape.of(2, 1, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8))
        .containsExactly(2, 3, 6, 7);
    assertThatThrownBy(() -> shapeAfter(averagePool(2), 1, 3, 4, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("do not divide into squares of 2 by 2 pixels");
  }

  @Test
  void normalizationsShareStatisticsAsTheirNamesSay() {
    float[] pixels = {1, 10, 3, 30};
    Shape images = Shape.of(1, 1, 2, 2);
    assertThat(applied(instanceNorm(), images, pixels))
        .containsExactly(new float[] {-1, -1, 1, 1}, within(1e-4f));
    double deviation = Math.sqrt((100 + 1 + 64 + 361) / 4.0);
    assertThat(applied(groupNorm(1), images, pixels))
        .containsExactly(
            new float[] {
              (float) (-10 / deviation),
              (float) (-1 / deviation),
              (float) (-8 / deviation),
              (float) (19 / deviation)
            },
            within(1e-4f));
    assertThat(applied(groupNorm(2), images, pixels))
        .isEqualTo(applied(instanceNorm(), images, pixels));
    assertThat(applied(pixelNorm(), Shape.of(1, 1, 1, 2), 3, 4))
        .containsExactly(
            new float[] {3 / (float) Math.sqrt(12.5), 4 / (float) Math.sqrt(12.5)}, within(1e-6f));
    assertThatThrownBy(() -> shapeAfter(groupNorm(3), 1, 2, 2, 4))
        .hasMessageContaining("4 channels do not divide into 3 groups");
    assertThatThrownBy(() -> shapeAfter(instanceNorm(), 1, 1, 1, 4))
        .hasMessageContaining("a group of one value is always 0");
  }

  /** The kernel [[3, 0], [0, 1]] has the singular values 3 and 1. */
  @Test
  void spectralNormDividesByTheLargestSingularValue() {
    Initializer diagonal =
        (values, shape, stream) -> {
          values[0] = 3;
          values[3] = 1;
        };
    Network network = spectralNorm(dense(2).withKernelInitializer(diagonal));
    Shape shape = Shape.of(1, 2);
    Applied converged = new Applied(30, network, Mode.TRAIN, shape, Map.of(), 3, 3);
    assertThat(converged.output).containsExactly(new float[] {3, 1}, within(1e-5f));
    float[] direction = converged.variable("kernelDirection");
    assertThat(Math.abs(direction[0])).isCloseTo(1, within(1e-5f));
    float first = new Applied(network, Mode.TRAIN, shape, 3, 3).output[0];
    assertThat(first).as("one step of the power iteration, from below").isGreaterThan(3.0001f);
    float[] used = new Applied(30, network, Mode.INFERENCE, shape, Map.of(), 3, 3).output;
    assertThat(used[0]).as("the iteration rests in use").isGreaterThan(first);
  }

  /** With the direction [1, 0] the norm of [[3, 0], [0, 1]] is its first element. */
  @Test
  void theGradientOfSpectralNormTakesTheDirectionAsFixed() {
    ModelTrace model = new ModelTrace("model", spectralNorm(dense(2)), Mode.INFERENCE);
    Tensor x = Tensor.input("x", Shape.of(1, 2));
    Tensor sum = model.apply(x).output().sum();
    Map<String, double[]> values =
        Map.of(
            "model/kernel", new double[] {3, 0, 0, 1},
            "model/kernelDirection", new double[] {1, 0},
            "model/bias", new double[] {0, 0});
    Map<Op, double[]> leaves = new HashMap<>(Map.of(x.op(), new double[] {1, 1}));
    model
        .initializers()
        .keySet()
        .forEach(v -> leaves.put(v, Objects.requireNonNull(values.get(v.name()))));
    Tensor gradient = Gradients.of(sum, model.parameters()).get(0);
    Program program = Program.named("gradient").output("g", gradient).build();
    assertThat(ReferenceBackend.evaluate(program, leaves).get("g"))
        .containsExactly(new double[] {1 / 3.0 - 4 / 9.0, 1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-9));
  }

  @Test
  void spectralNormReachesEveryKernelOfANetworkAndIsSharedByItsApplications() {
    ModelTrace model =
        new ModelTrace(
            "model",
            spectralNorm(sequential(conv2d(2, 3), Layers.flatten(), dense(1))),
            Mode.TRAIN);
    model.apply(Tensor.input("x", Shape.of(1, 4, 4, 1)));
    model.apply(Tensor.input("y", Shape.of(1, 4, 4, 1)));
    assertThat(model.stateUpdates())
        .extracting(update -> update.variable().name())
        .containsExactly("model/conv2d1/kernelDirection", "model/dense1/kernelDirection");
  }

  @Test
  void attentionStartsAsTheIdentity() {
    float[] pixels = {1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(applied(selfAttention(), Shape.of(1, 2, 2, 2), pixels)).isEqualTo(pixels);
  }

  @Test
  void minibatchDeviationAddsOneChannel() {
    assertThat(applied(minibatchDeviation(), Shape.of(2, 2), 1, 5, 3, 5))
        .containsExactly(new float[] {1, 5, 0.50005f, 3, 5, 0.50005f}, within(1e-4f));
  }

  @Test
  void residualBlocksDoubleAndHalve() {
    assertThat(shapeAfter(residualUp(5), 2, 4, 6, 3)).isEqualTo(Shape.of(2, 8, 12, 5));
    assertThat(shapeAfter(residualDown(5), 2, 4, 6, 3)).isEqualTo(Shape.of(2, 2, 3, 5));
  }

  @Test
  void anEmbeddedLabelStandsAtEachPixel() {
    Map<String, float[]> labels = Map.of("labels", new float[] {0, 0, 1});
    Applied embedded =
        new Applied(labelEmbedding(1), Mode.TRAIN, Shape.of(1, 1, 2, 1), labels, 7, 8);
    float third = embedded.variable("embedding")[2];
    assertThat(embedded.output).containsExactly(7, third, 8, third);
  }

  @Test
  void theProjectionAddsTheProductWithTheClass() {
    Map<String, float[]> labels = Map.of("labels", new float[] {0, 1, 0});
    Applied projected = new Applied(projection(), Mode.TRAIN, Shape.of(1, 2), labels, 3, 5);
    float[] table = projected.variable("embedding");
    float[] kernel = projected.variable("kernel");
    assertThat(projected.output[0])
        .isCloseTo(3 * (kernel[0] + table[2]) + 5 * (kernel[1] + table[3]), within(1e-5f));
  }

  @Test
  void anAuxiliaryClassifierOnlyLooks() {
    ModelTrace model = new ModelTrace("model", auxiliaryClassifier(3), Mode.TRAIN);
    Tensor x = Tensor.input("x", Shape.of(4, 5));
    ModelTrace.Application application = model.apply(x);
    assertThat(application.output()).isSameAs(x);
    assertThat(Objects.requireNonNull(application.values().get("classLogits")).shape())
        .isEqualTo(Shape.of(4, 3));
  }

  @Test
  void withoutClassesALayerThatNeedsThemSaysSo() {
    assertThatThrownBy(() -> shapeAfter(sequential(labelEmbedding(4)), 2, 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at model/labelEmbedding1")
        .hasMessageContaining("fix: train with labelled samples");
  }

  @Test
  void layersOfImagesRefuseOtherInput() {
    assertThatThrownBy(() -> shapeAfter(sequential(conv2d(3, 3)), 2, 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the input is [2, 5]")
        .hasMessageContaining("at model/conv2d1");
    assertThatIllegalArgumentException().isThrownBy(() -> conv2d(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> convTranspose2d(1, 3).withStride(0));
    assertThatIllegalArgumentException().isThrownBy(() -> upsample(0));
    assertThatIllegalArgumentException().isThrownBy(() -> averagePool(0));
    assertThatIllegalArgumentException().isThrownBy(() -> groupNorm(0));
  }

  @Test
  void aConvolutionInGroupsSeesTheChannelsOfItsGroup() {
    Convolution convolution = conv2d(4, 1).withGroups(2).withKernelInitializer(COUNTING);
    // The kernel [1, 1, 2, 4] is 1 2 3 4 for the first channel of each group, 5 6 7 8 for the
    // second.
    assertThat(applied(convolution, Shape.of(1, 1, 1, 4), 1, 10, 100, 1000))
        .containsExactly(1 + 50, 2 + 60, 300 + 7000, 400 + 8000);
    assertThat(shapeAfter(conv2d(6, 3).withStride(2).withGroups(3), 2, 5, 4, 9))
        .isEqualTo(Shape.of(2, 3, 2, 6));
    assertThatThrownBy(() -> conv2d(4, 1).withGroups(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a convolution's 4 filters do not divide into 3 groups");
    assertThatThrownBy(() -> shapeAfter(conv2d(4, 1).withGroups(2), 1, 1, 1, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("do not divide into 2 groups");
    assertThatIllegalArgumentException().isThrownBy(() -> conv2d(4, 1).withGroups(0));
  }

  @Test
  void aBlurWeighsNeighboursOneTwoOne() {
    assertThat(applied(Layers.blur(), Shape.of(1, 3, 3, 1), 0, 0, 0, 0, 16, 0, 0, 0, 0))
        .containsExactly(1, 2, 1, 2, 4, 2, 1, 2, 1);
    assertThat(applied(Layers.blur(), Shape.of(1, 1, 3, 1), 8, 0, 0)).containsExactly(2, 1, 0);
    assertThat(applied(sequential(upsample(2), Layers.blur()), Shape.of(1, 1, 4, 1), 0, 64, 0, 0))
        .containsExactly(0, 12, 36, 36, 12, 0, 0, 0, 0, 12, 36, 36, 12, 0, 0, 0);
  }

  @Test
  void aSumPoolAddsAllPixels() {
    assertThat(applied(Layers.globalSumPool(), Shape.of(1, 2, 2, 2), 1, 10, 2, 20, 3, 30, 4, 40))
        .containsExactly(10, 100);
  }

  /** Both samples are normalized to -1 and 1 together; class 0 is scaled by 1, class 2 by 3. */
  @Test
  void aConditionalBatchNormScalesEachSampleByItsClass() {
    Network counted =
        (x, scope) ->
            new ConditionalBatchNorm(BatchNorm.of().withEpsilon(1e-30))
                .apply(
                    x,
                    scope.viewingParameters(
                        (place, name, parameter) ->
                            name.equals("scale")
                                ? Tensor.concat(
                                    0,
                                    List.of(
                                        Tensor.fill(Shape.of(1, 1), 1),
                                        Tensor.fill(Shape.of(1, 1), 2),
                                        Tensor.fill(Shape.of(1, 1), 3)))
                                : parameter));
    Applied applied =
        new Applied(
            counted,
            Mode.TRAIN,
            Shape.of(2, 1, 1, 1),
            Map.of("labels", new float[] {1, 0, 0, 0, 0, 1}),
            4,
            8);
    assertThat(applied.output).containsExactly(new float[] {-1, 3}, within(1e-6f));
    Applied fresh =
        new Applied(
            Layers.conditionalBatchNorm(),
            Mode.TRAIN,
            Shape.of(2, 1, 1, 1),
            Map.of("labels", new float[] {1, 0, 0, 0, 0, 1}),
            4,
            8);
    assertThat(fresh.output).containsExactly(new float[] {-1, 1}, within(1e-5f));
    assertThat(fresh.variable("offset")).hasSize(Applied.CLASSES);
    assertThat(fresh.variable("runningMean")).containsExactly(new float[] {0.06f}, within(1e-6f));
  }
}
