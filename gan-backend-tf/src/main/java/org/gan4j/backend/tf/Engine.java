package org.gan4j.backend.tf;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.BackendUnavailableException;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.OptimizerOptions;

/** TensorFlow's native library, and how its sessions are set up. */
final class Engine {
  static final String VERSION = "1.1.0";
  private static final String WARNINGS = "1";
  private static final int UNPACKED_MEGABYTES = 700;

  private final int threads;
  private final String device;

  private Engine(int threads, String device) {
    this.threads = threads;
    this.device = device;
  }

  /**
   * The library with these settings.
   *
   * @throws BackendUnavailableException if it cannot be loaded, with the cause
   * @throws IllegalArgumentException if it has no such device
   */
  static Engine load(BackendSettings settings) {
    List<String> devices = new ArrayList<>();
    int threads = Math.max(1, settings.threads());
    try {
      NativeEnvironment.with(
          "TF_CPP_MIN_LOG_LEVEL",
          WARNINGS,
          () -> {
            Loader.load(tensorflow.class);
            StandardError.filter(
                line -> !isInformation(line),
                () -> devices.addAll(new Engine(threads, "").devices()));
          });
    } catch (LinkageError | RuntimeException cause) {
      throw new BackendUnavailableException(
          TfBackend.NAME, "TensorFlow's native library", fix(), cause);
    }
    String wanted = settings.device().equals("cpu") ? "cpu:0" : settings.device();
    if (!wanted.isEmpty() && !devices.contains(wanted)) {
      throw new IllegalArgumentException(
          "backend tf has the devices %s, not \"%s\"".formatted(devices, settings.device()));
    }
    return new Engine(threads, wanted.isEmpty() ? devices.get(devices.size() - 1) : wanted);
  }

  /** The jar with the library for this platform is missing, or there but of no use. */
  private static String fix() {
    String library = System.mapLibraryName("jnitensorflow");
    String packed = "/org/tensorflow/internal/c_api/" + Loader.getPlatform() + "/" + library;
    if (Engine.class.getResource(packed) != null) {
      return BackendUnavailableException.fixOfUnpacking(UNPACKED_MEGABYTES);
    }
    return "add org.tensorflow:tensorflow-core-native:"
        + VERSION
        + " and org.bytedeco:javacpp with the classifier "
        + Loader.getPlatform()
        + ", if there is one";
  }

  /** Such as {@code TensorFlow 2.18.0, cpu:0, 1 thread}. */
  String description() {
    return "TensorFlow %s, %s, %d %s"
        .formatted(TF_Version().getString(), device, threads, threads == 1 ? "thread" : "threads");
  }

  /** The name of the device by which an operation is placed; empty for TensorFlow's choice. */
  String device() {
    return device.isEmpty() ? "" : "/device:" + device.toUpperCase(Locale.ROOT);
  }

  /**
   * On one thread operations run one after another, on the calling one: there are too many small
   * ones to hand each to another. On more, those run at a time that do not need each other. The
   * programs are simplified before they get here, so TensorFlow need not.
   */
  byte[] sessionConfiguration() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .setAllowSoftPlacement(true);
    if (threads == 1) {
      config.getExperimentalBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR");
    }
    config
        .getGraphOptionsBuilder()
        .getOptimizerOptionsBuilder()
        .setOptLevel(OptimizerOptions.Level.L0);
    config.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
    config.getGpuOptionsBuilder().setAllowGrowth(true);
    return config.build().toByteArray();
  }

  /** What heeds no level of logging; {@code TF_CPP_MIN_LOG_LEVEL=0} shows it. */
  private static boolean isInformation(String line) {
    return System.getenv("TF_CPP_MIN_LOG_LEVEL") == null
        && (line.startsWith("I0000 ") || line.contains("before absl::InitializeLog()"));
  }

  /** Such as {@code cpu:0}, {@code gpu:0}. */
  private List<String> devices() {
    List<String> names = new ArrayList<>();
    try (Graph graph = new Graph(this);
        Status status = new Status()) {
      try (Call first = new Call(graph, Map.of(), List.of(), List.of(graph.constant(0)))) {
        first.run();
      }
      TF_DeviceList list = TF_SessionListDevices(graph.session(), status.handle);
      status.check("listing devices");
      for (int i = 0; i < TF_DeviceListCount(list); i++) {
        String name = TF_DeviceListName(list, i, status.handle).getString();
        names.add(name.substring(name.indexOf("device:") + 7).toLowerCase(Locale.ROOT));
      }
      TF_DeleteDeviceList(list);
    }
    return names;
  }
}
