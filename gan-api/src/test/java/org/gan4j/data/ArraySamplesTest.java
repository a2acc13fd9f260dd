package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class ArraySamplesTest {
  private final ArraySamples samples =
      ArraySamples.of(new float[][] {{0, 0}, {1, 10}, {2, 20}, {3, 30}, {4, 40}});
  private final RandomStream stream = RandomStream.of(1, "data");

  @Test
  void everyRowIsSeenOnceAnEpochThoughBatchesRunOverItsEnd() {
    List<Float> seen = steps(0, 10, 3);
    for (int epoch = 0; epoch < 6; epoch++) {
      assertThat(seen.subList(5 * epoch, 5 * epoch + 5))
          .containsExactlyInAnyOrder(0f, 1f, 2f, 3f, 4f);
    }
    assertThat(seen.subList(0, 5)).isNotEqualTo(seen.subList(5, 10));
  }

  @Test
  void aBatchMayHoldSeveralEpochs() {
    assertThat(steps(0, 1, 30)).isEqualTo(steps(0, 10, 3));
  }

  @Test
  void resumingAtAStepSeesWhatWouldHaveBeenSeen() {
    assertThat(steps(7, 10, 3)).isEqualTo(steps(0, 10, 3).subList(21, 30));
  }

  @Test
  void rowsStayWholeAndAreCopies() {
    float[][] rows = {{1, 2}, {3, 4}};
    ArraySamples copied = ArraySamples.of(rows);
    rows[0][0] = 9;
    assertThat(List.of(copied.draw(2, 0)))
        .containsExactlyInAnyOrder(new float[] {1, 2}, new float[] {3, 4});
    assertThat(copied.size()).isEqualTo(2);
  }

  @Test
  void rowsMayHaveAnyShape() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8};
    ArraySamples images = ArraySamples.of(Shape.of(2, 2, 1), values);
    values[0] = 9;
    assertThat(images.rowShape()).isEqualTo(Shape.of(2, 2, 1));
    assertThat(List.of(images.draw(2, 0)))
        .containsExactlyInAnyOrder(new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8});
  }

  @Test
  void rowsKeepTheirLabels() {
    int[] labels = {0, 2, 1, 0, 2};
    float[][] rows = {{0}, {2}, {1}, {0}, {2}};
    ArraySamples labelled = ArraySamples.of(rows, labels, 3);
    ArraySamples sameOfShape = ArraySamples.of(Shape.of(1), new float[] {0, 2, 1, 0, 2}, labels, 3);
    labels[0] = 1;
    assertThat(labelled.classes()).isEqualTo(3);
    float[] drawn = new float[10];
    int[] drawnLabels = new int[10];
    labelled.fill(drawn, drawnLabels, 10, stream);
    int[] counts = new int[3];
    for (int i = 0; i < 10; i++) {
      assertThat(drawn[i]).isEqualTo(drawnLabels[i]);
      counts[drawnLabels[i]]++;
    }
    assertThat(counts).containsExactly(4, 2, 4);
    int[] labelsOfSame = new int[10];
    sameOfShape.fill(new float[10], labelsOfSame, 10, stream);
    assertThat(labelsOfSame).isEqualTo(drawnLabels);
    float[] rowsAlone = new float[10];
    labelled.fill(rowsAlone, 10, stream);
    assertThat(rowsAlone).isEqualTo(drawn);
    assertThat(samples.classes()).as("without labels").isEqualTo(1);
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> ArraySamples.of(new float[0][]))
        .hasMessage("samples need one or more whole rows of shape [0], not 0 values");
    assertThatThrownBy(() -> ArraySamples.of(Shape.of(2, 2), new float[6]))
        .hasMessage("samples need one or more whole rows of shape [2, 2], not 6 values");
    assertThatThrownBy(() -> ArraySamples.of(new float[][] {{1, 2}, {3}}))
        .hasMessage("rows differ in length: row 0 has 2 values, row 1 has 1");
    assertThatThrownBy(() -> ArraySamples.of(new float[][] {{1, 2}, {3, Float.NaN}}))
        .hasMessage("row 1, value 1 is NaN: samples must be finite");
    float[][] two = {{1}, {2}};
    assertThatThrownBy(() -> ArraySamples.of(two, new int[] {0}, 1))
        .hasMessage("2 rows need a label each, not 1 labels");
    assertThatThrownBy(() -> ArraySamples.of(two, new int[2], 0))
        .hasMessage("samples need at least 1 class, not 0");
    assertThatThrownBy(() -> ArraySamples.of(two, new int[] {0, 2}, 2))
        .hasMessageStartingWith("row 1 has label 2, but the labels of 2 classes are 0 to 1");
    two[1] = null;
    assertThatThrownBy(() -> ArraySamples.of(two)).hasMessage("row 1 is null");
  }

  private List<Float> steps(int from, int to, int batch) {
    List<Float> seen = new ArrayList<>();
    float[] rows = new float[2 * batch];
    for (int step = from; step < to; step++) {
      samples.fill(rows, batch, stream.at(step));
      for (int i = 0; i < batch; i++) {
        assertThat(rows[2 * i + 1]).isEqualTo(10 * rows[2 * i]);
        seen.add(rows[2 * i]);
      }
    }
    return seen;
  }
}
