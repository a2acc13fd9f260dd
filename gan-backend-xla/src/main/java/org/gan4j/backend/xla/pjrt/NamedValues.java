package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;

/**
 * An array of named values in native memory ({@code PJRT_NamedValue}). A plug-in ends the process
 * when a value has another type than it expects, so only {@link DeviceKind} says which there are.
 */
final class NamedValues {
  private static final int SIZE = 56;
  private static final int NAME = 16;
  private static final int NAME_SIZE = 24;
  private static final int TYPE = 32;
  private static final int VALUE = 40;
  private static final int VALUE_SIZE = 48;

  private NamedValues() {}

  /** The values, each a string, a long, a list of longs, a float or a boolean. */
  static MemorySegment of(Map<String, Object> values, Arena arena) {
    MemorySegment all = arena.allocate((long) SIZE * values.size(), Long.BYTES);
    int begin = 0;
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      MemorySegment one = all.asSlice(begin, SIZE);
      one.set(ValueLayout.JAVA_LONG, 0, SIZE);
      one.set(ValueLayout.ADDRESS, NAME, arena.allocateFrom(entry.getKey()));
      one.set(ValueLayout.JAVA_LONG, NAME_SIZE, entry.getKey().length());
      put(entry.getValue(), one, arena);
      begin += SIZE;
    }
    return all;
  }

  private static void put(Object value, MemorySegment one, Arena arena) {
    one.set(ValueLayout.JAVA_LONG, VALUE_SIZE, 1);
    switch (value) {
      case String text -> {
        one.set(ValueLayout.JAVA_INT, TYPE, 0);
        one.set(ValueLayout.ADDRESS, VALUE, arena.allocateFrom(text));
        one.set(ValueLayout.JAVA_LONG, VALUE_SIZE, text.length());
      }
      case Long number -> {
        one.set(ValueLayout.JAVA_INT, TYPE, 1);
        one.set(ValueLayout.JAVA_LONG, VALUE, number);
      }
      case List<?> numbers -> {
        long[] array = numbers.stream().mapToLong(number -> (Long) number).toArray();
        one.set(ValueLayout.JAVA_INT, TYPE, 2);
        one.set(ValueLayout.ADDRESS, VALUE, arena.allocateFrom(ValueLayout.JAVA_LONG, array));
        one.set(ValueLayout.JAVA_LONG, VALUE_SIZE, array.length);
      }
      case Float number -> {
        one.set(ValueLayout.JAVA_INT, TYPE, 3);
        one.set(ValueLayout.JAVA_FLOAT, VALUE, number);
      }
      case Boolean truth -> {
        one.set(ValueLayout.JAVA_INT, TYPE, 4);
        one.set(ValueLayout.JAVA_BOOLEAN, VALUE, truth);
      }
      default -> throw new IllegalArgumentException("no named value: " + value);
    }
  }
}
