package org.gan4j.backend.jvm.lanes;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gan4j.backend.jvm.kernel.Matrix;
import org.gan4j.backend.jvm.kernel.Tiles;

/**
 * The strides of a matrix product. A {@link BlockProduct} or {@link Tiles} is defined as a class
 * anew for each that occurs, in which the strides are constants: the JIT then puts them into the
 * addresses, which is worth a fifth of the time.
 */
record Strides(
    int leftDown,
    int leftAcross,
    int rightDown,
    int rightAcross,
    int resultDown,
    int resultAcross) {
  private record Key(Class<?> template, Strides strides) {}

  private static final Map<Key, Object> KNOWN = new ConcurrentHashMap<>();

  static Strides of(Matrix l, Matrix r, Matrix c) {
    return new Strides(l.down, l.across, r.down, r.across, c.down, c.across);
  }

  /** The strides for which the calling class, a copy of its template, was defined. */
  static Strides ofCaller(MethodHandles.Lookup caller) {
    try {
      return MethodHandles.classData(caller, "_", Strides.class);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A kernel of a template class for these strides, as the interface that the template has. */
  @SuppressWarnings("unchecked") // a copy of a class has its interfaces
  <T> T specialize(Class<? extends T> template) {
    return (T) KNOWN.computeIfAbsent(new Key(template, this), key -> define(template));
  }

  private Object define(Class<?> template) {
    try (InputStream file = template.getResourceAsStream(template.getSimpleName() + ".class")) {
      return MethodHandles.lookup()
          .defineHiddenClassWithClassData(file.readAllBytes(), this, true)
          .lookupClass()
          .getDeclaredConstructor()
          .newInstance();
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("cannot define " + template + " for " + this, e);
    }
  }
}
