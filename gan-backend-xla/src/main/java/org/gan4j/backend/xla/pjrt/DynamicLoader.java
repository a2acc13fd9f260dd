package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The operating system's loader of libraries. */
final class DynamicLoader {
  private DynamicLoader() {}

  /** Why this thread's last library did not load, which Java does not say. */
  static Optional<String> lastError() {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("dlerror")
        .map(f -> linker.downcallHandle(f, FunctionDescriptor.of(ValueLayout.ADDRESS)))
        .map(DynamicLoader::text)
        .filter(text -> !text.isEmpty());
  }

  private static String text(MethodHandle dlerror) {
    try {
      MemorySegment text = (MemorySegment) dlerror.invokeExact();
      return text.address() == 0 ? "" : text.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
