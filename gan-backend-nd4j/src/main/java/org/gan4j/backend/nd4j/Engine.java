package org.gan4j.backend.nd4j;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J's native library, loaded and set up. What is set holds for the whole JVM. */
final class Engine {
  private Engine() {}

  /**
   * The native operations, with this number of threads.
   *
   * @throws IllegalStateException if they cannot be loaded, with the cause
   */
  static NativeOps load(int threads) {
    // Otherwise ND4J announces itself on the log, at a level that is shown by default.
    System.setProperty("org.nd4j.log.initialization", "false");
    try {
      Nd4j.getMemoryManager().togglePeriodicGc(false);
      NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
      Nd4j.getEnvironment().setMaxThreads(threads);
      Nd4j.getEnvironment().setMaxMasterThreads(threads);
      ops.setOmpNumThreads(threads);
      openblas_nolapack.blas_set_num_threads(threads);
      return ops;
    } catch (LinkageError | RuntimeException cause) {
      throw new IllegalStateException(
          "backend nd4j: ND4J's native library did not load: "
              + root(cause)
              + "\n  fix: add org.nd4j:nd4j-native:1.0.0-M2.1 and org.bytedeco:openblas:0.3.28-1.5.11"
              + " with the classifier of this platform, or choose another backend",
          cause);
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      root = next;
    }
    return root;
  }
}
