package fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with what the fuzzer makes up, which a reader may take or refuse by its name. */
final class Damaged {
  private final Path file;

  /** A file of that name in a folder of its own. */
  Damaged(String name) {
    try {
      this.file = Files.createTempDirectory("fuzz").resolve(name);
      file.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return file.resolveSibling("");
  }

  void read(byte[] content, Reader reader) throws IOException {
    Files.write(file, content);
    try {
      reader.read(file);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains(file.toString())) {
        throw new AssertionError("the message does not name the file", e);
      }
    }
  }

  interface Reader {
    void read(Path file) throws IOException;
  }
}
