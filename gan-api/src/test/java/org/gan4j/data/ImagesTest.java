package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class ImagesTest {
  private static final Shape SHAPE = Shape.of(2, 1, 3);
  private static final int WIDTH = 6;
  private static final int COUNT = 7;

  private final byte[] pixels = new byte[COUNT * WIDTH];
  private final byte[] labels = new byte[COUNT];
  private final Images images;

  ImagesTest() {
    RandomStream stream = RandomStream.of(3, "pixels");
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) stream.nextInt(256);
    }
    for (int i = 0; i < COUNT; i++) {
      labels[i] = (byte) (200 + i);
    }
    images = Images.of(SHAPE, pixels, labels, 207);
  }

  @Test
  void bytesAreScaledToMinusOneToOne() {
    byte[] three = {0, 127, (byte) 128, (byte) 255};
    float[] row = new float[5];
    Images.of(Shape.of(2, 2, 1), three, new byte[1], 1).read(0, row, 1);
    assertThat(row).containsExactly(0, -1, 127 / 127.5f - 1, 128 / 127.5f - 1, 1);
  }

  @Test
  void rowsComeInTheOrderOfArraySamplesEachWithItsLabel() {
    float[] scaled = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      scaled[i] = (pixels[i] & 0xff) / 127.5f - 1;
    }
    ArraySamples expected = ArraySamples.of(SHAPE, scaled);
    RandomStream stream = RandomStream.of(1, "data");
    int batch = 5;
    for (int step = 0; step < 9; step++) {
      float[] rows = new float[batch * WIDTH];
      float[] unlabelled = new float[batch * WIDTH];
      float[] same = new float[batch * WIDTH];
      int[] classes = new int[batch];
      images.fill(rows, classes, batch, stream.at(step));
      images.fill(unlabelled, batch, stream.at(step));
      expected.fill(same, batch, stream.at(step));
      assertThat(rows).isEqualTo(same);
      assertThat(unlabelled).isEqualTo(same);
      for (int i = 0; i < batch; i++) {
        float[] image = new float[WIDTH];
        images.read(classes[i] - 200, image, 0);
        assertThat(Arrays.copyOfRange(rows, i * WIDTH, (i + 1) * WIDTH)).isEqualTo(image);
      }
    }
  }

  @Test
  void aRangeIsThoseImagesOnly() {
    Images part = images.range(1, 6).range(1, 3);
    assertThat(part.size()).isEqualTo(2);
    assertThat(part.classes()).isEqualTo(207);
    assertThat(part.label(0)).isEqualTo(202);
    assertThat(part.label(1)).isEqualTo(203);
    float[] expected = new float[WIDTH];
    float[] actual = new float[WIDTH];
    images.read(3, expected, 0);
    part.read(1, actual, 0);
    assertThat(actual).isEqualTo(expected);
    int[] classes = new int[10];
    part.fill(new float[10 * WIDTH], classes, 10, RandomStream.of(1, "data"));
    assertThat(classes).contains(202, 203).containsOnly(202, 203);
    assertThatThrownBy(() -> part.label(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> part.read(2, actual, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> images.range(0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> images.range(3, 3))
        .hasMessage("a range of images cannot be empty: 3 to 3");
  }

  @Test
  void theyAreACopy() {
    float[] before = new float[WIDTH];
    images.read(0, before, 0);
    pixels[0]++;
    labels[0] = 0;
    float[] after = new float[WIDTH];
    images.read(0, after, 0);
    assertThat(after).isEqualTo(before);
    assertThat(images.label(0)).isEqualTo(200);
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> Images.of(Shape.of(2, 3), new byte[6], new byte[1], 2))
        .hasMessage("images need a shape [height, width, channels] without a 0, not [2, 3]");
    assertThatThrownBy(() -> Images.of(Shape.of(2, 0, 1), new byte[0], new byte[1], 2))
        .hasMessage("images need a shape [height, width, channels] without a 0, not [2, 0, 1]");
    assertThatThrownBy(() -> Images.of(SHAPE, new byte[6], new byte[2], 2))
        .hasMessage("2 labels need one or more whole images of shape [2, 1, 3], not 6 pixels");
    assertThatThrownBy(() -> Images.of(SHAPE, new byte[0], new byte[0], 2))
        .hasMessage("0 labels need one or more whole images of shape [2, 1, 3], not 0 pixels");
    assertThatThrownBy(() -> Images.of(SHAPE, new byte[6], new byte[1], 0))
        .hasMessage("images have 1 to 256 classes, not 0");
    assertThatThrownBy(() -> Images.of(SHAPE, pixels, labels, 206))
        .hasMessage(
            "row 6 has label 206, but the labels of 206 classes are 0 to 205\n  fix: number the classes from 0, or give their true number");
  }

  @Test
  void shuffledImagesAreTheSameInAnotherOrder() {
    byte[] pixels = new byte[100];
    byte[] labels = new byte[100];
    for (int i = 0; i < 100; i++) {
      pixels[i] = (byte) i;
      labels[i] = (byte) (i / 50);
    }
    Images images = Images.of(Shape.of(1, 1, 1), pixels, labels, 2);
    Images shuffled = images.range(10, 100).shuffled(7);
    Set<Float> seen = new HashSet<>();
    for (int i = 0; i < 90; i++) {
      float value = shuffled.rows()[i][0];
      seen.add(value);
      assertThat(shuffled.label(i)).isEqualTo(Math.round((value + 1) * 127.5f) / 50);
    }
    assertThat(seen).hasSize(90).doesNotContain(images.rows()[9][0]);
    assertThat(shuffled.range(0, 45).labels()).contains(0, 1);
    assertThat(shuffled.rows()).isDeepEqualTo(images.range(10, 100).shuffled(7).rows());
    assertThat(shuffled.fingerprint())
        .isEqualTo(images.range(10, 100).shuffled(7).fingerprint())
        .isNotEqualTo(images.range(10, 100).shuffled(8).fingerprint())
        .isNotEqualTo(images.range(10, 100).fingerprint());
    assertThat(shuffled.range(3, 5).rows())
        .isDeepEqualTo(Arrays.copyOfRange(shuffled.rows(), 3, 5));
  }
}
