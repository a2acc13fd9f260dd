package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A function of a plug-in and its struct of arguments, laid out once for any number of calls.
 * Fields are named by their place in the struct, in bytes. Objects of the plug-in are addresses.
 */
final class Call {
  /**
   * A newer plug-in finds zeros, which are the defaults, in fields that this code does not know.
   */
  private static final int ROOM_FOR_NEWER_FIELDS = 64;

  /** The first field of every function but those that make or describe something of nothing. */
  static final int SUBJECT = 16;

  private final Plugin plugin;
  private final MemorySegment function;
  private final MemorySegment arguments;

  Call(Plugin plugin, Function function, Arena arena) {
    this.plugin = plugin;
    this.function = plugin.address(function);
    this.arguments = struct(arena, function.argumentsSize);
  }

  /** A struct that begins with its size. */
  static MemorySegment struct(Arena arena, int size) {
    MemorySegment struct = arena.allocate(size + ROOM_FOR_NEWER_FIELDS, Long.BYTES);
    struct.set(ValueLayout.JAVA_LONG, 0, struct.byteSize());
    return struct;
  }

  Call with(int field, long value) {
    arguments.set(ValueLayout.JAVA_LONG, field, value);
    return this;
  }

  Call with(int field, MemorySegment address) {
    return with(field, address.address());
  }

  /** Puts a text or bytes: where they are, and their number in the field after that. */
  Call withBytes(int field, MemorySegment bytes) {
    return with(field, bytes).with(field + Long.BYTES, bytes.byteSize());
  }

  long result(int field) {
    return arguments.get(ValueLayout.JAVA_LONG, field);
  }

  /** A text that the plug-in keeps: its address, with its length in the field after that. */
  String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  byte[] bytes(int field) {
    return MemorySegment.ofAddress(result(field))
        .reinterpret(result(field + Long.BYTES))
        .toArray(ValueLayout.JAVA_BYTE);
  }

  /**
   * Makes the call.
   *
   * @throws PjrtException if the plug-in answers with an error
   */
  Call run() {
    plugin.check(Plugin.invoke(function, arguments));
    return this;
  }

  /** Makes the call of one of the two functions that answer nothing. */
  void runWithoutAnswer() {
    Plugin.invokeVoid(function, arguments);
  }
}
