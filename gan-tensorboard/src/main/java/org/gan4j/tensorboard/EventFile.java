package org.gan4j.tensorboard;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A file of events as TensorBoard reads it while it grows: records (TensorFlow's {@code TFRecord})
 * each of which is a message {@code Event} of event.proto. Every record is one write, so that a
 * reader meets at most one that is not whole: the last.
 */
final class EventFile implements AutoCloseable {
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int STATUS = 1;
  private static final int START = 1;

  private final FileOutputStream out;

  private EventFile(FileOutputStream out) {
    this.out = out;
  }

  /**
   * Starts a file, behind those that are in the folder. TensorBoard forgets what they say of this
   * step and of later ones, as TensorFlow's own summaries tell it to when a training is restored.
   *
   * @param step the number of the first iteration
   */
  static EventFile start(Path folder, int step) throws IOException {
    Files.createDirectories(folder);
    EventFile file = new EventFile(new FileOutputStream(create(folder).toFile()));
    file.write(new Message().text(FILE_VERSION, "brain.Event:2"));
    Message start = new Message().number(STATUS, START);
    file.write(new Message().number(STEP, step).message(SESSION_LOG, start));
    return file;
  }

  /** TensorBoard reads the files of a folder in the order of their names. */
  private static Path create(Path folder) throws IOException {
    long seconds = System.currentTimeMillis() / 1_000;
    for (int number = 0; ; number++) {
      String name =
          String.format(Locale.ROOT, "events.out.tfevents.%010d.%04d.gan4j", seconds, number);
      try {
        return Files.createFile(folder.resolve(name));
      } catch (FileAlreadyExistsException e) {
        // Another training started in this second.
      }
    }
  }

  void write(int step, Summary summary) throws IOException {
    write(new Message().number(STEP, step).message(SUMMARY, summary.message()));
  }

  private void write(Message event) throws IOException {
    out.write(record(event.number(WALL_TIME, System.currentTimeMillis() / 1e3).toBytes()));
  }

  private static byte[] record(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedChecksum(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(maskedChecksum(data, data.length));
    return record.array();
  }

  /** Rotated and moved, since the checksum of data with a checksum in them would tell little. */
  private static int maskedChecksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + 0xa282ead8;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
