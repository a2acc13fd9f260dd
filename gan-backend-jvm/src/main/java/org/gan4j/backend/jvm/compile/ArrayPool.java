package org.gan4j.backend.jvm.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Arrays that are free again while a program is being laid out, by their length. */
final class ArrayPool {
  private final Map<Integer, Deque<float[]>> free = new HashMap<>();

  float[] take(int length) {
    Deque<float[]> fitting = free.get(length);
    return fitting == null || fitting.isEmpty() ? new float[length] : fitting.pop();
  }

  void giveBack(float[] array) {
    free.computeIfAbsent(array.length, length -> new ArrayDeque<>()).push(array);
  }
}
