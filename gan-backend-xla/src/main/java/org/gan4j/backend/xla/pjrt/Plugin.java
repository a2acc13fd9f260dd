package org.gan4j.backend.xla.pjrt;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A plug-in: a native library for one kind of device. It stays loaded until the JVM ends. */
public final class Plugin {
  private static final int MAJOR = 0;

  /** That of the oldest plug-in on which the conformance suite has passed. */
  private static final int OLDEST_MINOR = 106;

  private static final byte[] ELF = {0x7F, 'E', 'L', 'F'};

  private static final int TABLE_SIZE = 0;
  private static final int MAJOR_VERSION = 32;
  private static final int MINOR_VERSION = 36;

  /** The result of the functions that describe an error. */
  private static final int CODE = 24;

  private static final int MESSAGE = 24;

  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
  private static final MethodHandle CALL_VOID =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  private final MemorySegment table;

  private Plugin(MemorySegment table) {
    this.table = table;
  }

  /**
   * Loads a plug-in.
   *
   * @throws PluginException if the file cannot be loaded, is no plug-in, or one of a version that
   *     this code does not know
   */
  public static Plugin load(Path file) {
    requireLibrary(file);
    SymbolLookup library;
    try {
      library = SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new PluginException(
          file + " cannot be loaded: " + DynamicLoader.lastError().orElse(e.getMessage()));
    }
    Optional<MemorySegment> getApi = library.find("GetPjrtApi");
    if (getApi.isEmpty()) {
      throw new PluginException(file + " is no PJRT plug-in: it has no function GetPjrtApi");
    }
    Plugin plugin = new Plugin(table(getApi.get()));
    plugin.checkVersion(file);
    try (Arena arena = Arena.ofConfined()) {
      new Call(plugin, Function.PLUGIN_INITIALIZE, arena).run();
    }
    return plugin;
  }

  /** Of a file that is none, Linux's JVM writes a warning to the terminal. */
  private static void requireLibrary(Path file) {
    if (System.getProperty("os.name").equals("Linux")) {
      try (InputStream content = Files.newInputStream(file)) {
        if (!Arrays.equals(content.readNBytes(ELF.length), ELF)) {
          throw new PluginException(file + " is no library");
        }
      } catch (IOException e) {
        throw new PluginException(file + " cannot be read: " + e.getMessage());
      }
    }
  }

  private static MemorySegment table(MemorySegment getApi) {
    MethodHandle get =
        Linker.nativeLinker().downcallHandle(getApi, FunctionDescriptor.of(ValueLayout.ADDRESS));
    try {
      MemorySegment start = (MemorySegment) get.invokeExact();
      long size = start.reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG, TABLE_SIZE);
      return start.reinterpret(size);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void checkVersion(Path file) {
    int major = table.get(ValueLayout.JAVA_INT, MAJOR_VERSION);
    int minor = table.get(ValueLayout.JAVA_INT, MINOR_VERSION);
    if (major != MAJOR || minor < OLDEST_MINOR) {
      throw new PluginException(
          "%s speaks version %s of PJRT; this library needs %s.%s or a later one of %s"
              .formatted(file, major + "." + minor, MAJOR, OLDEST_MINOR, MAJOR));
    }
  }

  /** The version of the interface that the plug-in speaks, such as {@code 0.106}. */
  public String version() {
    return table.get(ValueLayout.JAVA_INT, MAJOR_VERSION)
        + "."
        + table.get(ValueLayout.JAVA_INT, MINOR_VERSION);
  }

  MemorySegment address(Function function) {
    return table.get(ValueLayout.ADDRESS, function.offset);
  }

  /** The address of an error, or 0. */
  static long invoke(MemorySegment function, MemorySegment arguments) {
    try {
      return (long) CALL.invokeExact(function, arguments);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  static void invokeVoid(MemorySegment function, MemorySegment arguments) {
    try {
      CALL_VOID.invokeExact(function, arguments);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Calls a function that the plug-in gave to free something of its own. */
  static void free(long deleter, long subject) {
    try {
      CALL_VOID.invokeExact(MemorySegment.ofAddress(deleter), MemorySegment.ofAddress(subject));
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Answers for an error of the plug-in, which it frees.
   *
   * @param error its address; 0 if there is none
   */
  void check(long error) {
    if (error == 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Call message = new Call(this, Function.ERROR_MESSAGE, arena).with(Call.SUBJECT, error);
      message.runWithoutAnswer();
      Call code = new Call(this, Function.ERROR_GET_CODE, arena).with(Call.SUBJECT, error).run();
      PjrtException exception = new PjrtException((int) code.result(CODE), message.text(MESSAGE));
      new Call(this, Function.ERROR_DESTROY, arena).with(Call.SUBJECT, error).runWithoutAnswer();
      throw exception;
    }
  }
}
