package org.gan4j.data;

import org.gan4j.check.Check;

/** What is common to all that tells classes apart: a label is the number of a class, from 0. */
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

  /**
   * The likeliest class of each sample, the first one of several.
   *
   * @param scores a row for each sample, the higher at a class the likelier it is: probabilities,
   *     logits, or a one-hot
   */
  public static int[] likeliest(float[][] scores) {
    int[] classes = new int[Check.allGiven("scores", scores).size()];
    for (int row = 0; row < scores.length; row++) {
      for (int label = 1; label < scores[row].length; label++) {
        if (scores[row][label] > scores[row][classes[row]]) {
          classes[row] = label;
        }
      }
    }
    return classes;
  }

  static void check(int row, int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "row %s has label %s, but the labels of %s classes are 0 to %s\n  fix: number the classes from 0, or give their true number"
              .formatted(row, label, classes, classes - 1));
    }
  }
}
