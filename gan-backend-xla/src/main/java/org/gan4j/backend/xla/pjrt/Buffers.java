package org.gan4j.backend.xla.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Arrays on a device: made, read and released, by one thread at a time. A buffer is known by its
 * address.
 */
public final class Buffers implements AutoCloseable {
  private static final int FLOAT = 11;
  private static final MemorySegment ALL_MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  /** Fields of {@code PJRT_Client_BufferFromHostBuffer_Args}. */
  private static final int DATA = 24;

  private static final int TYPE = 32;
  private static final int SIZES = 40;
  private static final int SIZE_COUNT = 48;
  private static final int HOST_MEMORY = 72;
  private static final int DEVICE = 80;
  private static final int DONE_WITH_HOST_MEMORY = 104;
  private static final int BUFFER = 112;

  /** Fields of {@code PJRT_Buffer_ToHostBuffer_Args}. */
  private static final int DESTINATION = 32;

  private static final int DESTINATION_SIZE = 40;
  private static final int COPIED = 48;

  /** The one result of the functions that have one. */
  private static final int RESULT = 24;

  /** The host's memory stays as it is until it is copied. */
  private static final int UNTIL_TRANSFERRED = 1;

  /** It stays where it is as long as the buffer, and is used in place. */
  private static final int IN_PLACE = 2;

  private final Plugin plugin;
  private final boolean shareHostMemory;
  private final Arena arena = Arena.ofShared();
  private MemorySegment hostMemory = MemorySegment.NULL;
  private final Call upload;
  private final Call download;
  private final Call address;
  private final Call ready;
  private final Call await;
  private final Call destroyEvent;
  private final Call destroy;

  Buffers(Plugin plugin, long client, long device, boolean shareHostMemory) {
    this.shareHostMemory = shareHostMemory;
    this.plugin = plugin;
    this.upload =
        call(Function.CLIENT_BUFFER_FROM_HOST_BUFFER)
            .with(Call.SUBJECT, client)
            .with(DEVICE, device);
    this.download = call(Function.BUFFER_TO_HOST_BUFFER);
    this.address = call(Function.BUFFER_UNSAFE_POINTER);
    this.ready = call(Function.BUFFER_READY_EVENT);
    this.await = call(Function.EVENT_AWAIT);
    this.destroyEvent = call(Function.EVENT_DESTROY);
    this.destroy = call(Function.BUFFER_DESTROY);
  }

  private Call call(Function function) {
    return new Call(plugin, function, arena);
  }

  /** Copies floats to the device; returns when they are copied. */
  public long of(MemorySegment floats, MemorySegment sizes) {
    long buffer = upload(floats, sizes, UNTIL_TRANSFERRED);
    await(upload.result(DONE_WITH_HOST_MEMORY));
    return buffer;
  }

  /**
   * A buffer that is the host's memory itself, where a device can use that: what is written there
   * is what the next run reads.
   *
   * @param floats aligned to 64 bytes, to be kept as long as the buffer
   */
  public long over(MemorySegment floats, MemorySegment sizes) {
    long buffer = upload(floats, sizes, IN_PLACE);
    destroyEvent(upload.result(DONE_WITH_HOST_MEMORY));
    return buffer;
  }

  private long upload(MemorySegment data, MemorySegment sizes, int hostMemory) {
    return upload
        .with(DATA, data)
        .with(TYPE, FLOAT)
        .with(SIZES, sizes)
        .with(SIZE_COUNT, sizes.byteSize() / Long.BYTES)
        .with(HOST_MEMORY, hostMemory)
        .run()
        .result(BUFFER);
  }

  /**
   * Copies a buffer to the host, when the device has finished it; one that is in the host's memory
   * must be finished before.
   */
  public void read(long buffer, float[] into) {
    if (shareHostMemory) {
      MemorySegment.copy(ALL_MEMORY, ValueLayout.JAVA_FLOAT, address(buffer), into, 0, into.length);
      return;
    }
    MemorySegment host = hostMemory((long) into.length * Float.BYTES);
    download.with(Call.SUBJECT, buffer).with(DESTINATION, host);
    download.with(DESTINATION_SIZE, (long) into.length * Float.BYTES);
    await(download.run().result(COPIED));
    MemorySegment.copy(host, ValueLayout.JAVA_FLOAT, 0, into, 0, into.length);
  }

  /** Memory that grows to the largest array that was read. */
  private MemorySegment hostMemory(long size) {
    if (hostMemory.byteSize() < size) {
      hostMemory = arena.allocate(size, Long.BYTES);
    }
    return hostMemory;
  }

  /** Waits until the device has finished a buffer. */
  public void finish(long buffer) {
    await(ready.with(Call.SUBJECT, buffer).run().result(RESULT));
  }

  /** Whether the device works on the host's memory. */
  public boolean shareHostMemory() {
    return shareHostMemory;
  }

  /** Whether a buffer is this memory of the host itself. */
  public boolean isOver(long buffer, MemorySegment memory) {
    return address(buffer) == memory.address();
  }

  private long address(long buffer) {
    return address.with(Call.SUBJECT, buffer).run().result(RESULT);
  }

  private void await(long event) {
    try {
      await.with(Call.SUBJECT, event).run();
    } finally {
      destroyEvent(event);
    }
  }

  private void destroyEvent(long event) {
    destroyEvent.with(Call.SUBJECT, event).run();
  }

  /** Lets go of a buffer; the device keeps it until runs under way have read it. */
  public void release(long buffer) {
    destroy.with(Call.SUBJECT, buffer).run();
  }

  @Override
  public void close() {
    arena.close();
  }
}
