package org.gan4j.data;

/** The check that labels are classes. */
public final class Classes {
  private Classes() {}

  /**
   * Refuses labels that are none of the classes. Everything that learns from labels calls this
   * after {@link LabelledSamples#fill(float[], int[], int, org.gan4j.random.RandomStream)}.
   *
   * @param labels of which the first {@code count} are looked at
   * @throws IllegalArgumentException naming the first row whose label is not in [0, classes)
   */
  public static void check(int[] labels, int count, int classes) {
    for (int row = 0; row < count; row++) {
      check(row, labels[row], classes);
    }
  }

  static void check(int row, int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "row %s has label %s, but the labels of %s classes are 0 to %s\n  fix: number the classes from 0, or give their true number"
              .formatted(row, label, classes, classes - 1));
    }
  }
}
