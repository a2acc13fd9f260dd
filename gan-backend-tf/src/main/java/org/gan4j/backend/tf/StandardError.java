package org.gan4j.backend.tf;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TFE_CustomDeviceTensorHandle.Num_dims_Pointer_TF_Status;
import org.tensorflow.internal.c_api.TF_Status;

/**
 * The process's standard error, to which native code writes log lines that nothing can switch off.
 */
final class StandardError {
  private static final int NUMBER = 2;
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private StandardError() {}

  /**
   * Does something with standard error led to a file, and then prints of that what is wanted. Where
   * that cannot be done, for want of a file or of what shows a process its open files, everything
   * is printed.
   */
  static void filter(Predicate<String> wanted, Runnable action) {
    File file;
    try {
      file = File.createTempFile("gan4j", ".log");
    } catch (IOException noFile) {
      action.run();
      return;
    }
    try {
      leadTo(file, action);
    } finally {
      print(file, wanted);
    }
  }

  private static void leadTo(File file, Runnable action) {
    int saved = -1;
    try (FileOutputStream stream = new FileOutputStream(file)) {
      saved = call("dup", NUMBER, 0);
      if (saved >= 0) {
        call("dup2", numberOf(file), NUMBER);
      }
      stream.flush();
    } catch (IOException notLed) {
      // What is written is seen.
    }
    try {
      action.run();
    } finally {
      if (saved >= 0) {
        call("dup2", saved, NUMBER);
        call("close", saved, 0);
      }
    }
  }

  private static void print(File file, Predicate<String> wanted) {
    try {
      new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8)
          .lines()
          .filter(wanted)
          .forEach(System.err::println);
      Files.delete(file.toPath());
    } catch (IOException lost) {
      // The folder of temporary files has just gone.
    }
  }

  /** The number of an open file. */
  private static int numberOf(File file) throws IOException {
    List<Path> numbers;
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      numbers = files.toList();
    }
    for (Path number : numbers) {
      if (isLinkTo(number, file)) {
        return Integer.parseInt(number.getFileName().toString());
      }
    }
    throw new IOException("not among the open files: " + file);
  }

  private static boolean isLinkTo(Path number, File file) {
    try {
      return Files.isSameFile(number, file.toPath());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /**
   * Calls a C function of two integers by its address: JavaCPP binds functions that look alike.
   *
   * @return what it returns, -1 if it fails or is not there
   */
  private static int call(String function, int first, int second) {
    Pointer address = Loader.addressof(function);
    if (address == null) {
      return -1;
    }
    try (PointerPointer<Pointer> holder = new PointerPointer<>(1)) {
      holder.put(0, address);
      return new Num_dims_Pointer_TF_Status(holder)
          .call(new Argument(first), new TF_Status(new Argument(second)));
    }
  }

  /** An integer where a Java signature asks for an address. */
  private static final class Argument extends Pointer {
    Argument(long value) {
      address = value;
    }
  }
}
