package org.gan4j.report.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is kept of every so many iterations, and of the last one. When there is too much of it,
 * every second goes and the interval doubles: memory is bounded however long a training takes, and
 * what is kept depends on nothing but the number of iterations.
 */
final class Thinned<T> {
  private final int most;
  private final List<Kept<T>> kept = new ArrayList<>();
  private int interval;
  private int last = -1;

  /** Something of an iteration. */
  record Kept<T>(int iteration, T value) {}

  /**
   * Nothing yet.
   *
   * @param interval from one iteration to the next, at first
   * @param most how much is kept, the last iteration aside
   */
  Thinned(int interval, int most) {
    this.interval = interval;
    this.most = most;
  }

  /** Iterations are kept up to this one, itself included. */
  List<T> endAt(int lastIteration) {
    last = lastIteration;
    return removeAll(entry -> !isDue(entry.iteration) || entry.iteration > last);
  }

  boolean isDue(int iteration) {
    return iteration % interval == 0 || iteration == last;
  }

  /**
   * Keeps something of an iteration that is due.
   *
   * @return what is kept no more
   */
  List<T> add(int iteration, T value) {
    kept.add(new Kept<>(iteration, value));
    List<T> removed = new ArrayList<>();
    while (kept.stream().filter(entry -> entry.iteration % interval == 0).count() > most) {
      interval = Math.multiplyExact(interval, 2);
      removed.addAll(removeAll(entry -> !isDue(entry.iteration)));
    }
    return removed;
  }

  private List<T> removeAll(Predicate<Kept<T>> unwanted) {
    List<T> removed = kept.stream().filter(unwanted).map(Kept::value).toList();
    kept.removeIf(unwanted);
    return removed;
  }

  /** What is kept, in the order of the iterations. */
  List<T> values() {
    return kept.stream().map(Kept::value).toList();
  }

  /** From one iteration to the next, by now. */
  int interval() {
    return interval;
  }

  /** Goes on from what was kept by such a one. */
  void restore(int keptInterval, List<Kept<T>> before) {
    interval = keptInterval;
    kept.clear();
    kept.addAll(before);
  }
}
