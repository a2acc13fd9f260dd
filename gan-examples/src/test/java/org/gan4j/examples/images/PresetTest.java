package org.gan4j.examples.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.nn.Scope;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks of the presets at the width of their papers, and at all sizes of images. */
class PresetTest {

  private static ImageSettings settings(
      DataSet data, int size, Preset preset, boolean conditional, int channels) {
    ImageSettings base = ImageSettings.of(data, preset);
    return new ImageSettings(
        data,
        "images",
        size,
        10,
        preset,
        conditional,
        false,
        false,
        false,
        true,
        base.noiseSize(),
        channels,
        base.learningRate(),
        base.discriminatorSteps(),
        4,
        1,
        0,
        0);
  }

  /** The number of trained values of a network. */
  private static int parameters(Network network, Shape row, Shape expected) {
    ModelTrace model = new ModelTrace("network", network, Mode.TRAIN);
    Tensor labels = Tensor.input(Scope.LABELS, Shape.of(2, 10));
    Tensor made =
        model.apply(Tensor.input("x", row.prepend(2)), Map.of(Scope.LABELS, labels)).output();
    assertThat(made.shape()).isEqualTo(expected.prepend(2));
    return model.parameters().stream().mapToInt(p -> p.shape().elementCount()).sum();
  }

  private static int generator(ImageSettings settings) {
    return parameters(
        settings.gan().generator(), Shape.of(settings.noiseSize()), settings.imageShape());
  }

  private static int discriminator(ImageSettings settings) {
    return parameters(settings.gan().discriminator(), settings.imageShape(), Shape.of(1));
  }

  /**
   * Table 4 of Miyato et al. 2018, by hand: G 128 * 4096 + 4096, three blocks of 2 (9 * 256² + 256)
   * + 256² + 256 + 2 * 512, then 512 + 27 * 256 + 3, without the 3 * 256 biases before batch norm;
   * D (27 + 9 * 128 + 3) * 128 + 3 * 128, (18 * 128 + 128) * 128 + 3 * 128, two of 2 (9 * 128² +
   * 128), and 129.
   */
  @Test
  void theResidualNetworksAreThoseOfThePaper() {
    ImageSettings paper = settings(DataSet.CIFAR10, 32, Preset.SNGAN_RESNET, false, 256);
    assertThat(generator(paper)).isEqualTo(4_276_739 - 768);
    assertThat(discriminator(paper)).isEqualTo(1_053_825);
  }

  /**
   * Huang et al. 2024, by hand: eight blocks of 2 * 768 * 1536 + 9 * 16 * 1536 + 2 * 1536; G 10 *
   * 64 + 128 * 768 + 16 * 768 and 3 * 768; D 3 * 768, 16 * 768, 768² and 10 * 768.
   */
  @Test
  void theModernNetworksAreThoseOfThePaper() {
    ImageSettings paper = settings(DataSet.CIFAR10, 32, Preset.R3GAN, true, 768);
    int blocks = 8 * (2 * 768 * 1536 + 9 * 16 * 1536 + 2 * 1536);
    assertThat(generator(paper)).isEqualTo(blocks + 10 * 64 + 144 * 768 + 3 * 768);
    assertThat(generator(paper)).isEqualTo(20_781_952);
    assertThat(discriminator(paper)).isEqualTo(21_280_512);
  }

  @ParameterizedTest
  @CsvSource({
    "MNIST, 28, SNGAN_RESNET",
    "FOLDER, 64, SNGAN_RESNET",
    "MNIST, 28, R3GAN",
    "FOLDER, 64, R3GAN"
  })
  void theNetworksFitOtherSizes(DataSet data, int size, Preset preset) {
    for (boolean conditional : new boolean[] {false, true}) {
      ImageSettings settings = settings(data, size, preset, conditional, 8);
      assertThat(generator(settings)).isPositive();
      assertThat(discriminator(settings)).isPositive();
    }
  }
}
