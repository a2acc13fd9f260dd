package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.Arena;

/** A compiled program on a device. */
public final class LoadedProgram implements AutoCloseable {
  private static final int CONTENT = 24;

  /** Fields of {@code PJRT_Executable_Serialize_Args}. */
  private static final int BYTES = 24;

  private static final int HANDLE = 40;
  private static final int DELETER = 48;

  private final Plugin plugin;
  private final long executable;

  LoadedProgram(Plugin plugin, long executable) {
    this.plugin = plugin;
    this.executable = executable;
  }

  /** What {@link Client#load} takes, in another process too. */
  public byte[] serialized() {
    try (Arena arena = Arena.ofConfined()) {
      long content =
          call(Function.LOADED_EXECUTABLE_GET_EXECUTABLE, executable, arena).result(CONTENT);
      try {
        Call serialize = call(Function.EXECUTABLE_SERIALIZE, content, arena);
        byte[] bytes = serialize.bytes(BYTES);
        Plugin.free(serialize.result(DELETER), serialize.result(HANDLE));
        return bytes;
      } finally {
        call(Function.EXECUTABLE_DESTROY, content, arena);
      }
    }
  }

  /** Prepares calls of this program. */
  public Execution execution(int arguments, int results) {
    return new Execution(plugin, executable, arguments, results);
  }

  @Override
  public void close() {
    try (Arena arena = Arena.ofConfined()) {
      call(Function.LOADED_EXECUTABLE_DESTROY, executable, arena);
    }
  }

  private Call call(Function function, long subject, Arena arena) {
    return new Call(plugin, function, arena).with(Call.SUBJECT, subject).run();
  }
}
