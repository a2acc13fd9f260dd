package org.gan4j.backend.nd4j;

import java.util.ServiceLoader;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.gan4j.backend.BackendUnavailableException;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueDataBuffer;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * ND4J's native library, without ND4J's own arrays, threads and clean-up by the garbage collector.
 */
final class Engine {
  static final String VERSION = "1.0.0-M2.1";
  private static final int UNPACKED_MEGABYTES = 450;

  private Engine() {}

  /**
   * The native operations, with this number of threads, which holds for the whole JVM.
   *
   * @throws BackendUnavailableException if they cannot be loaded, with the cause
   */
  static NativeOps load(int threads) {
    try {
      loadQuietly();
      NativeOps ops = new Nd4jCpu();
      Nd4jCpu.Environment environment = Nd4jCpu.Environment.getInstance();
      environment.setMaxThreads(threads);
      environment.setMaxMasterThreads(threads);
      // With more, the bits of a product would depend on how many.
      openblas_nolapack.blas_set_num_threads(1);
      return ops;
    } catch (LinkageError | RuntimeException cause) {
      throw new BackendUnavailableException(
          Nd4jBackend.NAME, "ND4J's native library", fix(), cause);
    }
  }

  /** The jar with the library for this platform is missing, or there but of no use. */
  private static String fix() {
    String library = System.mapLibraryName("jnind4jcpu");
    String packed =
        "/org/nd4j/linalg/cpu/nativecpu/bindings/" + Loader.getPlatform() + "/" + library;
    if (Engine.class.getResource(packed) != null) {
      return BackendUnavailableException.fixOfUnpacking(UNPACKED_MEGABYTES);
    }
    return "add org.nd4j:nd4j-native:"
        + VERSION
        + ", org.bytedeco:openblas and org.bytedeco:javacpp with the classifier "
        + Loader.getPlatform()
        + ", if there is one";
  }

  /**
   * ND4J's buffers ask SLF4J for a logger that they never use. In a program without a logger, SLF4J
   * would complain of that on the terminal.
   */
  private static void loadQuietly() {
    String property = "slf4j.internal.verbosity";
    boolean quiet =
        System.getProperty(property) == null
            && ServiceLoader.load(SLF4JServiceProvider.class).findFirst().isEmpty();
    if (quiet) {
      System.setProperty(property, "ERROR");
    }
    try {
      LoggerFactory.getLogger(OpaqueDataBuffer.class);
    } finally {
      if (quiet) {
        System.clearProperty(property);
      }
    }
  }
}
