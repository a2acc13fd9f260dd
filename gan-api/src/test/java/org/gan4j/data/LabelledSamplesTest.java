package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class LabelledSamplesTest {
  private static final Provenance FILE = new Provenance(Path.of("table.bin"), "00", false);

  /** A row's value is 10 times its label, which is one of 3. */
  private record Table() implements LabelledSamples {
    @Override
    public Shape rowShape() {
      return Shape.of(1);
    }

    @Override
    public int classes() {
      return 3;
    }

    @Override
    public List<Provenance> provenance() {
      return List.of(FILE);
    }

    @Override
    public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
      for (int i = 0; i < count; i++) {
        labels[i] = stream.nextInt(3);
        rows[i] = 10 * labels[i];
      }
    }
  }

  @Test
  void whatWrapsSamplesKeepsTheirLabelsAndFiles() {
    Normalization tenth = new Normalization(List.of(0.0), List.of(10.0));
    Samples declaredPlain = new Table();
    try (Prefetching ahead = Prefetching.of(declaredPlain)) {
      assertKeepsLabels(ahead, 10);
    }
    assertKeepsLabels(tenth.normalized(declaredPlain), 1);
    try (Prefetching both = Prefetching.of(tenth.normalized(new Table()))) {
      assertKeepsLabels(both, 1);
    }
  }

  private static void assertKeepsLabels(LabelledSamples wrapped, float valueOfOne) {
    assertThat(wrapped.classes()).isEqualTo(3);
    assertThat(wrapped.provenance()).containsExactly(FILE);
    assertThat(wrapped.rowShape()).isEqualTo(Shape.of(1));
    RandomStream stream = RandomStream.of(1, "data");
    int[] expected = new int[8];
    for (int step = 0; step < 3; step++) {
      new Table().fill(new float[8], expected, 8, stream.at(step));
      float[] rows = new float[8];
      int[] labels = new int[8];
      wrapped.fill(rows, labels, 8, stream.at(step));
      assertThat(labels).isEqualTo(expected);
      float[] rowsAlone = new float[8];
      wrapped.fill(rowsAlone, 8, stream.at(step));
      assertThat(rowsAlone).isEqualTo(rows);
      for (int i = 0; i < 8; i++) {
        assertThat(rows[i]).isEqualTo(valueOfOne * labels[i]);
      }
    }
  }

  @Test
  void samplesWithoutLabelsMakeOneClass() {
    LabelledSamples curve = LabelledSamples.of(Curves.quadratic());
    assertThat(curve.classes()).isEqualTo(1);
    assertThat(curve.draw(5, 1)).isDeepEqualTo(Curves.quadratic().draw(5, 1));
    int[] labels = {7, 7};
    curve.fill(new float[4], labels, 2, RandomStream.of(1, "data"));
    assertThat(labels).containsExactly(0, 0);
    LabelledSamples table = new Table();
    assertThat(LabelledSamples.of(table)).isSameAs(table);
  }

  @Test
  void aLabelThatIsNoClassIsRefusedWithItsRow() {
    assertThatCode(() -> Classes.check(new int[] {0, 2, 1, 99}, 3, 3)).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classes.check(new int[] {2, 1, 3}, 3, 3))
        .withMessage(
            "row 2 has label 3, but the labels of 3 classes are 0 to 2\n"
                + "  fix: number the classes from 0, or give their true number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classes.check(new int[] {-1}, 1, 3))
        .withMessageStartingWith("row 0 has label -1,");
  }
}
