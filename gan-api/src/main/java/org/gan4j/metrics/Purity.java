package org.gan4j.metrics;

/**
 * How well groups found without labels are the classes: each group counts as its most frequent
 * class, and the purity is the share of samples that are of their group's class. It is 1 where no
 * group mixes classes, and at least the share of the largest class.
 */
public final class Purity {
  private Purity() {}

  /**
   * The purity of some samples' groups.
   *
   * @param groups the group of each sample, from 0
   * @param classes the class of each sample, from 0
   * @return in (0, 1]
   * @throws IllegalArgumentException if there is no sample, there are not as many groups as
   *     classes, or one is negative
   */
  public static double of(int[] groups, int[] classes) {
    if (groups.length == 0 || groups.length != classes.length) {
      throw new IllegalArgumentException(
          "purity needs a group and a class of each of 1 or more samples, not %s groups and %s classes"
              .formatted(groups.length, classes.length));
    }
    int[][] counts = new int[1 + largest("group", groups)][1 + largest("class", classes)];
    for (int i = 0; i < groups.length; i++) {
      counts[groups[i]][classes[i]]++;
    }
    int pure = 0;
    for (int[] group : counts) {
      int most = 0;
      for (int count : group) {
        most = Math.max(most, count);
      }
      pure += most;
    }
    return pure / (double) groups.length;
  }

  private static int largest(String what, int[] values) {
    int largest = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0) {
        throw new IllegalArgumentException(
            "the %s of sample %s is %s: it counts from 0".formatted(what, i, values[i]));
      }
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }
}
