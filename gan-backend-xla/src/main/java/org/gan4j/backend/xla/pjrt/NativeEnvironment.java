package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.function.Supplier;

/** The environment variables that native code reads; Java's own view of them does not change. */
public final class NativeEnvironment {
  private static final MethodHandle SET =
      function(
          "setenv",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle UNSET =
      function("unsetenv", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

  private NativeEnvironment() {}

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
  }

  /** Does something while variables are set that the user has not set. */
  public static <T> T with(Map<String, String> variables, Supplier<T> action) {
    try (Arena arena = Arena.ofConfined()) {
      variables.forEach(
          (name, value) -> {
            if (System.getenv(name) == null) {
              set(arena.allocateFrom(name), arena.allocateFrom(value));
            }
          });
      try {
        return action.get();
      } finally {
        for (String name : variables.keySet()) {
          if (System.getenv(name) == null) {
            unset(arena.allocateFrom(name));
          }
        }
      }
    }
  }

  private static void set(MemorySegment name, MemorySegment value) {
    try {
      int unused = (int) SET.invokeExact(name, value, 1);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void unset(MemorySegment name) {
    try {
      int unused = (int) UNSET.invokeExact(name);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
