package org.gan4j.backend.tf;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.Deallocator_Pointer_long_Pointer;

/**
 * The process's standard error, to which native code writes log lines that nothing can switch off.
 */
final class StandardError {
  private static final int NUMBER = 2;
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final int OUT_OF_THE_WAY = 100;

  private StandardError() {}

  /**
   * Does something with standard error led to a file, and then prints of that what is wanted. Where
   * a platform does not show a process its open files, everything is printed.
   */
  static void filter(Predicate<String> wanted, Runnable action) {
    if (!Files.isDirectory(OPEN_FILES) || Loader.addressof("dup2") == null) {
      action.run();
      return;
    }
    try {
      File file = File.createTempFile("gan4j", ".log");
      try (FileOutputStream stream = new FileOutputStream(file)) {
        int saved = openFiles(number -> true).max().orElse(NUMBER) + OUT_OF_THE_WAY;
        int replacement = openFiles(number -> isOpenAs(number, file)).findFirst().orElse(NUMBER);
        duplicate(NUMBER, saved);
        duplicate(replacement, NUMBER);
        try {
          action.run();
        } finally {
          duplicate(saved, NUMBER);
          call("close", saved, 0);
          stream.flush();
        }
      } finally {
        Files.readAllLines(file.toPath()).stream().filter(wanted).forEach(System.err::println);
        Files.delete(file.toPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IntStream openFiles(IntPredicate which) throws IOException {
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      int[] numbers =
          files.mapToInt(path -> Integer.parseInt(path.getFileName().toString())).toArray();
      return IntStream.of(numbers).filter(which);
    }
  }

  private static boolean isOpenAs(int number, File file) {
    try {
      return Files.isSameFile(OPEN_FILES.resolve(Integer.toString(number)), file.toPath());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static void duplicate(int from, int to) {
    call("dup2", from, to);
  }

  /** Calls a C function of two integers, which JavaCPP has no binding of, by its address. */
  private static void call(String function, int first, int second) {
    try (PointerPointer<Pointer> holder = new PointerPointer<>(1)) {
      holder.put(0, Objects.requireNonNull(Loader.addressof(function)));
      new Deallocator_Pointer_long_Pointer(holder).call(new Argument(first), second, null);
    }
  }

  /** An integer where a Java signature asks for an address. */
  private static final class Argument extends Pointer {
    Argument(long value) {
      address = value;
    }
  }
}
