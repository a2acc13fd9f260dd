package org.gan4j.backend.tf;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The environment of the process as native libraries see it. Java cannot change it, so this writes
 * where the C library keeps it; where it keeps it elsewhere, nothing happens.
 */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /** Sets a variable that is not set. Not to be called while native code changes variables. */
  static synchronized void setDefault(String name, String value) {
    Pointer environ = Loader.addressof("environ");
    if (environ == null) {
      return;
    }
    PointerPointer<BytePointer> holder = new PointerPointer<BytePointer>(environ).capacity(1);
    PointerPointer<BytePointer> old = new PointerPointer<>(holder.get());
    int count = 0;
    for (BytePointer entry = entry(old, 0); entry != null; entry = entry(old, count)) {
      if (entry.getString().startsWith(name + "=")) {
        return;
      }
      count++;
    }
    PointerPointer<BytePointer> longer = new PointerPointer<>(forGood((count + 2L) * Long.BYTES));
    for (int i = 0; i < count; i++) {
      longer.put(i, entry(old, i));
    }
    byte[] text = (name + "=" + value + "\0").getBytes(StandardCharsets.UTF_8);
    longer.put(count, new BytePointer(forGood(text.length)).put(text));
    longer.put(count + 1L, (Pointer) null);
    holder.put(longer);
  }

  private static @Nullable BytePointer entry(PointerPointer<BytePointer> entries, long position) {
    return entries.get(BytePointer.class, position);
  }

  /** Memory that is never released: the environment refers to it until the process ends. */
  private static Pointer forGood(long bytes) {
    return Pointer.malloc(bytes);
  }
}
