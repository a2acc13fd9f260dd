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

  /** The first field that most functions fill. */
  private static final int RESULT = 24;

  /** Fields of {@code PJRT_Client_Create_Args}. */
  private static final int CREATE_OPTIONS = 16;

  private static final int OPTION_COUNT = 24;
  private static final int CREATED = 64;

  /** Fields of {@code PJRT_Program}. */
  private static final int PROGRAM_SIZE = 48;

  private static final int CODE = 16;
  private static final int FORMAT = 32;

  /** Fields of {@code PJRT_Client_Compile_Args}. */
  private static final int PROGRAM = 24;

  private static final int COMPILE_OPTIONS = 32;
  private static final int COMPILED = 48;

  /** Fields of {@code PJRT_Executable_DeserializeAndLoad_Args}. */
  private static final int SERIALIZED = 24;

  private static final int LOADED = 40;

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
              .with(CREATE_OPTIONS, NamedValues.of(options, arena))
              .with(OPTION_COUNT, options.size())
              .run()
              .result(CREATED);
      long devices = call(Function.CLIENT_ADDRESSABLE_DEVICES, client, arena).run().result(RESULT);
      this.device =
          MemorySegment.ofAddress(devices).reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG, 0);
      this.isCpu =
          call(Function.CLIENT_PLATFORM_NAME, client, arena).run().text(RESULT).equals("cpu");
    }
  }

  private Call call(Function function, long subject, Arena arena) {
    return new Call(plugin, function, arena).with(Call.SUBJECT, subject);
  }

  /** The device in its maker's words, such as {@code NVIDIA H200}. */
  public String deviceKind() {
    try (Arena arena = Arena.ofConfined()) {
      long description = call(Function.DEVICE_GET_DESCRIPTION, device, arena).run().result(RESULT);
      return call(Function.DEVICE_DESCRIPTION_KIND, description, arena).run().text(RESULT);
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
      MemorySegment program = Call.struct(arena, PROGRAM_SIZE);
      put(program, CODE, stablehlo, arena);
      put(program, FORMAT, TEXT_OF_STABLEHLO, arena);
      Call compile =
          call(Function.CLIENT_COMPILE, client, arena)
              .with(PROGRAM, program)
              .withBytes(COMPILE_OPTIONS, bytes(options.bytes(), arena))
              .run();
      return new LoadedProgram(plugin, compile.result(COMPILED));
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
              .withBytes(SERIALIZED, bytes(serialized, arena))
              .run();
      return new LoadedProgram(plugin, load.result(LOADED));
    }
  }

  /** Puts where a text is, and its length into the field after that. */
  private static void put(MemorySegment struct, int field, String text, Arena arena) {
    MemorySegment bytes = bytes(text.getBytes(StandardCharsets.UTF_8), arena);
    struct.set(ValueLayout.ADDRESS, field, bytes);
    struct.set(ValueLayout.JAVA_LONG, field + Long.BYTES, bytes.byteSize());
  }

  private static MemorySegment bytes(byte[] bytes, Arena arena) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }

  /** Buffers on this client's device, for one thread at a time. */
  public Buffers buffers() {
    return new Buffers(plugin, client, device, isCpu);
  }
}
