package org.gan4j.backend.jvm.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The loops that were generated last, by their text, so that equal loops are one class, which the
 * JIT compiles once. There are no more of them than any model has, since classes take memory.
 */
final class KnownLoops {
  private static final int MOST = 5_000;
  private static final Map<String, FusedLoop> LOOPS =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FusedLoop> eldest) {
          return size() > MOST;
        }
      };

  private KnownLoops() {}

  /** The loop of this text, generated if it is not known. */
  static FusedLoop of(String text, Supplier<FusedLoop> generator) {
    synchronized (LOOPS) {
      FusedLoop known = LOOPS.get(text);
      if (known == null) {
        known = generator.get();
        LOOPS.put(text, known);
      }
      return known;
    }
  }
}
