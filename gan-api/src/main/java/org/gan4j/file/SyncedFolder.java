package org.gan4j.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The names in a folder, brought to the disk. */
final class SyncedFolder {
  private SyncedFolder() {}

  /**
   * Brings the names to the disk where the platform can: Windows opens no folder, and some file
   * systems do not sync one. The files themselves are on the disk by then.
   */
  static void sync(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    // Java opens a folder as a channel only, which an interrupt of this thread closes.
    boolean interrupted = Thread.interrupted();
    while (!isSynced(folder)) {
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** False if it was interrupted. */
  private static boolean isSynced(Path folder) {
    try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
      open.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
