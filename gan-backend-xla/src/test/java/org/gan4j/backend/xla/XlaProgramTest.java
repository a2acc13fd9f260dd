package org.gan4j.backend.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.DeviceMemoryException;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.xla.stablehlo.Golden;
import org.gan4j.program.Program;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsPlugin
class XlaProgramTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Variable W = new Variable("w", Shape.of(16, 16));

  @TempDir private Path folder;

  private static Backend backend() {
    return new XlaBackend(TestDevice.SETTINGS);
  }

  /** A product, its gradient and an update. */
  private static Program step() {
    Tensor w = Tensor.of(W);
    Tensor loss = Tensor.input("x", Shape.of(64, 16)).matMul(w).softplus().mean();
    return Program.named("step")
        .output("loss", loss)
        .output("product", Tensor.input("x", Shape.of(64, 16)).matMul(w))
        .update(W, w.minus(Gradients.of(loss, List.of(w)).get(0).times(0.01)))
        .build();
  }

  @TestFactory
  Stream<DynamicTest> theCompilerAcceptsEveryText() {
    Engine engine = Engine.load(TestDevice.SETTINGS);
    return Golden.modules().entrySet().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.getKey(),
                    () -> {
                      String text = golden.getValue().text();
                      assertThat(engine.modules().take(text)).isNotNull();
                      engine.modules().giveBack(text);
                    }));
  }

  @Test
  @EnabledIf("org.gan4j.backend.xla.TestDevice#isCpu")
  void aStepAllocatesNothingAndMemoryIsFlat() throws IOException {
    float[][] x = {new float[64 * 16]};
    float[][] outputs = {new float[1], new float[64 * 16]};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Session session = Session.open(backend(), Map.of(W, new float[16 * 16]))) {
      Executable step = session.compile(step());
      long resident = 0;
      long allocated = 0;
      for (int i = 0; i < 50_000; i++) {
        if (i == 20_000) {
          resident = residentBytes();
          allocated = threads.getCurrentThreadAllocatedBytes();
        }
        step.run(x, 1, outputs);
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - allocated)
          .as("bytes of 30,000 steps")
          .isLessThan(30_000);
      assertThat(residentBytes() - resident).isLessThan(20L << 20);
    }
  }

  private static long residentBytes() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    }
  }

  /** Sessions share the device, its compiled programs and its threads. */
  @Test
  void sessionsOfSeveralThreadsDoNotDisturbEachOther() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> trained = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        trained.add(pool.submit(() -> train(backend())));
      }
      float[] alone = train(backend());
      for (Future<float[]> one : trained) {
        assertThat(one.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdown();
    }
  }

  private static float[] train(Backend backend) {
    float[] start = new float[16 * 16];
    float[] x = new float[64 * 16];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i);
    }
    try (Session session = Session.open(backend, Map.of(W, start))) {
      Executable step = session.compile(step());
      for (int i = 0; i < 100; i++) {
        step.run(new float[][] {x}, 2, new float[2][]);
      }
      return session.read(W);
    }
  }

  @Test
  @EnabledIf("org.gan4j.backend.xla.TestDevice#isCpu")
  void numberOfThreadsChangesNoBit() {
    assertThat(train(new XlaBackend(TestDevice.SETTINGS.withThreads(1))))
        .isEqualTo(train(new XlaBackend(TestDevice.SETTINGS.withThreads(2))));
  }

  /** A factor of 1 + 1/1024 has 11 bits: as a bfloat16 it is 1. */
  @ParameterizedTest
  @CsvSource({"float32, 1.0009765625", "bfloat16, 1"})
  void productsAreAsExactAsAskedFor(String precision, float expected) {
    Tensor x = Tensor.input("x", Shape.of(8, 16));
    Tensor images = Tensor.input("images", Shape.of(2, 8, 8, 4));
    Program program =
        Program.named("products")
            .output("product", x.matMul(Tensor.ones(Shape.of(16, 8))).times(1.0 / 16))
            .output(
                "convolution",
                images.conv2d(Tensor.ones(Shape.of(3, 3, 4, 4)), Window.valid(1)).times(1.0 / 36))
            .build();
    Backend backend = new XlaBackend(TestDevice.SETTINGS.withOption("precision", precision));
    float[] factors = new float[8 * 16];
    float[] pixels = new float[2 * 8 * 8 * 4];
    Arrays.fill(factors, 1 + 1f / 1024);
    Arrays.fill(pixels, 1 + 1f / 1024);
    try (Session session = Session.open(backend, Map.of())) {
      Map<String, float[]> outputs =
          session.compile(program).run(Map.of("x", factors, "images", pixels));
      assertThat(outputs.get("product"))
          .hasSizeGreaterThan(1)
          .usingComparatorWithPrecision(1e-6f)
          .containsOnly(expected);
      assertThat(outputs.get("convolution"))
          .hasSizeGreaterThan(1)
          .usingComparatorWithPrecision(1e-6f)
          .containsOnly(expected);
    }
    assertThat(backend.description().contains("bfloat16")).isEqualTo(expected == 1);
  }

  @Test
  void whatWasCompiledIsLoadedTheNextTimeWithTheSameBits() throws IOException {
    BackendSettings kept = TestDevice.SETTINGS.withOption("cache", folder.toString());
    float[] compiled = train(new XlaBackend(kept));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("a run, and two runs joined").hasSize(2);
    }
    // Another setting is another engine, as in another process.
    assertThat(train(new XlaBackend(kept.withOption("deterministic", "false"))))
        .isEqualTo(compiled);
  }

  @Test
  @EnabledIf("org.gan4j.backend.xla.TestDevice#isCpu")
  void tooLargeAProgramIsAMessageAndTheProcessLives() throws IOException {
    Path overcommit = Path.of("/proc/sys/vm/overcommit_memory");
    assumeTrue(
        Files.exists(overcommit) && !Files.readString(overcommit).startsWith("1"),
        "this system promises any amount of memory");
    Tensor column = Tensor.input("column", Shape.of(40_000, 1));
    Tensor row = Tensor.input("row", Shape.of(1, 40_000));
    Tensor square = column.matMul(row);
    List<Tensor> squares = new ArrayList<>();
    for (int i = 0; i < 30; i++) { // of 6.4 GB each, all of which are in use at the end
      square = Tensor.of(new MatMul(false, true), column.matMul(row).tanh().plus(i), square.tanh());
      squares.add(square);
    }
    Tensor sum = Tensor.scalar(0);
    for (Tensor each : squares) {
      sum = sum.plus(each.exp().sum());
    }
    Program program = Program.named("large").output("sum", sum).build();
    try (Session session = Session.open(backend(), Map.of())) {
      Executable large = session.compile(program);
      assertThatExceptionOfType(DeviceMemoryException.class)
          .isThrownBy(
              () ->
                  large.run(
                      new float[][] {new float[40_000], new float[40_000]}, 1, new float[1][1]))
          .withMessageStartingWith("backend xla: the device cpu has not enough memory: ")
          .withMessageEndingWith("\n  fix: take a smaller batch or smaller networks");
    }
    assertThat(train(backend())).hasSize(16 * 16);
  }
}
