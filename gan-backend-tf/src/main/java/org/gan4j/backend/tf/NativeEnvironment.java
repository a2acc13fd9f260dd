package org.gan4j.backend.tf;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** The process's environment as native code reads it, which Java can only read. */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /**
   * Does something with one variable more, unless the user has set it, or the platform does not
   * show where the environment is.
   */
  static void with(String name, String value, Runnable action) {
    Pointer environ = System.getenv(name) == null ? Loader.addressof("environ") : null;
    if (environ == null) {
      action.run();
      return;
    }
    PointerPointer<Pointer> current = new PointerPointer<>(environ);
    Pointer original = current.get(0);
    current.put(0, extended(new PointerPointer<>(original), name + "=" + value));
    try {
      action.run();
    } finally {
      current.put(0, original);
    }
  }

  /** A copy that is never freed: another thread may be reading it when it has served its time. */
  private static Pointer extended(PointerPointer<Pointer> environment, String entry) {
    long count = 0;
    while (environment.get(count) != null) {
      count++;
    }
    BytePointer text = new BytePointer(Pointer.malloc(entry.length() + 1L));
    text.putString(entry);
    PointerPointer<Pointer> copy =
        new PointerPointer<>(Pointer.malloc((count + 2) * Loader.sizeof(Pointer.class)));
    copy.put(0, text);
    for (long i = 0; i <= count; i++) {
      copy.put(i + 1, environment.get(i));
    }
    return copy;
  }
}
