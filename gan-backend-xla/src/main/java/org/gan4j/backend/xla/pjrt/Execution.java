package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A call of a compiled program, laid out once. It does not wait for the device. */
public final class Execution implements AutoCloseable {
  private static final int OPTIONS_SIZE = 120;

  /** Fields of {@code PJRT_LoadedExecutable_Execute_Args}. */
  private static final int OPTIONS = 24;

  private static final int ARGUMENT_LISTS = 32;
  private static final int DEVICE_COUNT = 40;
  private static final int ARGUMENT_COUNT = 48;
  private static final int RESULT_LISTS = 56;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment arguments;
  private final MemorySegment results;
  private final Call call;

  Execution(Plugin plugin, long executable, int argumentCount, int resultCount) {
    this.arguments = pointers(argumentCount);
    this.results = pointers(resultCount);
    MemorySegment argumentLists = pointers(1);
    argumentLists.set(ValueLayout.ADDRESS, 0, arguments);
    MemorySegment resultLists = pointers(1);
    resultLists.set(ValueLayout.ADDRESS, 0, results);
    this.call =
        new Call(plugin, Function.LOADED_EXECUTABLE_EXECUTE, arena)
            .with(Call.SUBJECT, executable)
            .with(OPTIONS, Call.struct(arena, OPTIONS_SIZE))
            .with(ARGUMENT_LISTS, argumentLists)
            .with(DEVICE_COUNT, 1)
            .with(ARGUMENT_COUNT, argumentCount)
            .with(RESULT_LISTS, resultLists);
  }

  private MemorySegment pointers(int count) {
    return arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, count));
  }

  /** Sets the buffer that is an argument. */
  public void argument(int index, long buffer) {
    arguments.setAtIndex(ValueLayout.JAVA_LONG, index, buffer);
  }

  /** Starts the program. */
  public void run() {
    call.run();
  }

  /** The buffer that a run made; whoever takes it releases it. */
  public long result(int index) {
    return results.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  @Override
  public void close() {
    arena.close();
  }
}
