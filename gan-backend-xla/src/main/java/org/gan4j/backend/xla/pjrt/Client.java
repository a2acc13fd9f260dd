package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A plug-in at work on its first device, with the threads and the memory that this takes, until the
 * JVM ends. It can be used from several threads.
 */
public final class Client {
  private static final String TEXT_OF_STABLEHLO = "mlir";

  private final Plugin plugin;
  private final long client;
  private final long device;
  private final boolean isCpu;

  /**
   * Starts a client.
   *
   * @param options of {@code PJRT_Client_Create}, each of the type that the plug-in expects
   * @throws PjrtException if there is no such device
   */
  public Client(Plugin plugin, Map<String, Object> options) {
    this.plugin = plugin;
    try (Arena arena = Arena.ofConfined()) {
      this.client =
          new Call(plugin, Function.CLIENT_CREATE, arena)
              .with(16, NamedValues.of(options, arena))
              .with(24, options.size())
              .run()
              .result(64);
      long devices = call(Function.CLIENT_ADDRESSABLE_DEVICES, client, arena).run().result(24);
      this.device =
          MemorySegment.ofAddress(devices).reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG, 0);
      this.isCpu = call(Function.CLIENT_PLATFORM_NAME, client, arena).run().text(24).equals("cpu");
    }
  }

  private Call call(Function function, long subject, Arena arena) {
    return new Call(plugin, function, arena).with(Call.SUBJECT, subject);
  }

  /** The device in its maker's words, such as {@code NVIDIA H200}. */
  public String deviceKind() {
    try (Arena arena = Arena.ofConfined()) {
      long description = call(Function.DEVICE_GET_DESCRIPTION, device, arena).run().result(24);
      return call(Function.DEVICE_DESCRIPTION_KIND, description, arena).run().text(24);
    }
  }

  /**
   * Compiles a module.
   *
   * @param stablehlo its text, with a function {@code @main}
   * @throws PjrtException if the compiler rejects it
   */
  public LoadedProgram compile(String stablehlo, CompileOptions options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program =
          Call.struct(arena, 48); // PJRT_Program: code, its size, format, its size
      MemorySegment code = bytes(stablehlo.getBytes(StandardCharsets.UTF_8), arena);
      MemorySegment format = bytes(TEXT_OF_STABLEHLO.getBytes(StandardCharsets.UTF_8), arena);
      program.set(ValueLayout.ADDRESS, 16, code);
      program.set(ValueLayout.JAVA_LONG, 24, code.byteSize());
      program.set(ValueLayout.ADDRESS, 32, format);
      program.set(ValueLayout.JAVA_LONG, 40, format.byteSize());
      Call compile =
          call(Function.CLIENT_COMPILE, client, arena)
              .with(24, program)
              .withBytes(32, bytes(options.bytes(), arena))
              .run();
      return new LoadedProgram(plugin, compile.result(48));
    }
  }

  /**
   * Loads a program that was compiled before, by the same plug-in for the same device.
   *
   * @param serialized what {@link LoadedProgram#serialized} gave
   * @throws PjrtException if it is of no use here
   */
  public LoadedProgram load(byte[] serialized) {
    try (Arena arena = Arena.ofConfined()) {
      Call load =
          call(Function.EXECUTABLE_DESERIALIZE_AND_LOAD, client, arena)
              .withBytes(24, bytes(serialized, arena))
              .run();
      return new LoadedProgram(plugin, load.result(40));
    }
  }

  private static MemorySegment bytes(byte[] bytes, Arena arena) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }

  /** Buffers on this client's device, for one thread at a time. */
  public Buffers buffers() {
    return new Buffers(plugin, client, device, isCpu);
  }
}
