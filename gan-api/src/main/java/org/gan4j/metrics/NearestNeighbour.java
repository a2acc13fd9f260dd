package org.gan4j.metrics;

/**
 * How much features know of classes that nobody told them of: the share of samples whose nearest
 * neighbour among others, by Euclidean distance, is of their class.
 */
public final class NearestNeighbour {
  private NearestNeighbour() {}

  /**
   * The accuracy of the classifier that answers with the class of the nearest known row.
   *
   * @param known rows whose classes are known, at least 1; of equally near ones the first answers
   * @param knownClasses the class of each of them
   * @param asked rows of the same length, at least 1
   * @param classes the class of each of those, which the answer should be
   * @return in [0, 1]
   * @throws IllegalArgumentException if there are too few rows, they differ in length, or there are
   *     not as many classes
   */
  public static double accuracy(
      float[][] known, int[] knownClasses, float[][] asked, int[] classes) {
    int size = known.length == 0 ? 0 : known[0].length;
    Requirements.requirePoints(1, size, known, "nearest neighbours");
    Requirements.requirePoints(1, size, asked, "nearest neighbours");
    if (known.length != knownClasses.length || asked.length != classes.length) {
      throw new IllegalArgumentException(
          "each row needs a class: %s known rows have %s, %s asked rows have %s"
              .formatted(known.length, knownClasses.length, asked.length, classes.length));
    }
    int right = 0;
    for (int i = 0; i < asked.length; i++) {
      right += knownClasses[nearest(known, asked[i])] == classes[i] ? 1 : 0;
    }
    return right / (double) asked.length;
  }

  private static int nearest(float[][] known, float[] row) {
    int nearest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < known.length; i++) {
      double distance = 0;
      for (int k = 0; k < row.length; k++) {
        double difference = row[k] - known[i][k];
        distance += difference * difference;
      }
      if (distance < smallest) {
        smallest = distance;
        nearest = i;
      }
    }
    return nearest;
  }
}
