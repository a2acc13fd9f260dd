package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * The shapes on which every operation is run: scalars, axes of size 1 and 0, primes that are no
 * multiple of any vector width, more than 10,000 elements on either axis, and random ones.
 */
final class Shapes {
  static final List<Shape> ALL = all();

  private Shapes() {}

  private static List<Shape> all() {
    List<Shape> shapes =
        new ArrayList<>(
            List.of(
                Shape.SCALAR,
                Shape.of(1),
                Shape.of(0),
                Shape.of(7),
                Shape.of(31),
                Shape.of(64),
                Shape.of(10_007),
                Shape.of(1, 1),
                Shape.of(0, 3),
                Shape.of(3, 0),
                Shape.of(5, 13),
                Shape.of(10_007, 1),
                Shape.of(1, 10_007),
                Shape.of(101, 103),
                Shape.of(2, 3, 5),
                Shape.of(3, 1, 17),
                Shape.of(2, 0, 3),
                Shape.of(2, 3, 5, 7),
                Shape.of(1, 2, 1, 3)));
    RandomStream stream = RandomStream.of(1, "shapes");
    for (int rank = 1; rank <= 4; rank++) {
      List<Integer> sizes = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        sizes.add(1 + stream.nextInt(9));
      }
      shapes.add(new Shape(sizes));
    }
    return List.copyOf(shapes);
  }

  /** Every choice of some of the axes, each in ascending order. */
  static List<List<Integer>> subsets(List<Integer> axes) {
    List<List<Integer>> subsets = new ArrayList<>();
    for (int mask = 0; mask < 1 << axes.size(); mask++) {
      int chosen = mask;
      subsets.add(axes.stream().filter(axis -> (chosen >> axis & 1) == 1).toList());
    }
    return subsets;
  }

  /** Every order of the axes. */
  static List<List<Integer>> permutations(List<Integer> axes) {
    if (axes.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> permutations = new ArrayList<>();
    for (Integer first : axes) {
      for (List<Integer> rest :
          permutations(axes.stream().filter(a -> !a.equals(first)).toList())) {
        List<Integer> permutation = new ArrayList<>(List.of(first));
        permutation.addAll(rest);
        permutations.add(permutation);
      }
    }
    return permutations;
  }
}
