package org.gan4j.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds for the operations that networks spend their time in, each a program by itself on
 * each backend.
 *
 * <p>Run with {@code gan-benchmarks/run Kernel}; {@code -p kernel=CONV2D -p threads=1,2} for one of
 * them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  private static final float[][] NO_INPUTS = {};
  private static final float[][] NO_OUTPUTS = {};

  private static final Window HALVES = Window.same(2, 14, 14, 4, 4);
  private static final Shape LARGE = Shape.of(1024, 1024);
  private static final Shape IMAGES = Shape.of(64, 14, 14, 64);
  private static final Shape FILTER = Shape.of(4, 4, 64, 128);

  /** An operation and the shapes of its operands. */
  public enum Kernel {
    /** A hidden layer of the quadratic networks. */
    LAYER(
        x -> leakyRelu(x[0].matMul(x[1]).plus(x[2])),
        Shape.of(256, 16),
        Shape.of(16, 16),
        Shape.of(16)),
    /** A square product. */
    PRODUCT(x -> x[0].matMul(x[1]), LARGE, LARGE),
    /** A DCGAN's convolution that halves MNIST's images for the second time. */
    CONV2D(x -> x[0].conv2d(x[1], HALVES), IMAGES, FILTER),
    /** Its gradient by the images: a transposed convolution. */
    CONV2D_BY_IMAGES(x -> gradient(x, 0), IMAGES, FILTER, Shape.of(64, 7, 7, 128)),
    /** Its gradient by the filter. */
    CONV2D_BY_FILTER(x -> gradient(x, 1), IMAGES, FILTER, Shape.of(64, 7, 7, 128)),
    /** An activation that costs next to nothing but memory. */
    LEAKY_RELU(x -> leakyRelu(x[0]), IMAGES),
    /** An exponential and a logarithm. */
    SOFTPLUS(x -> x[0].softplus(), IMAGES),
    /** Channels' sums, as for a bias or a batch norm. */
    CHANNEL_SUMS(x -> x[0].sum(0, 1, 2), IMAGES),
    /** A matrix turned over. */
    TRANSPOSE(x -> x[0].transpose(1, 0), LARGE);

    private final Function<Tensor[], Tensor> operation;
    private final Shape[] operands;

    Kernel(Function<Tensor[], Tensor> operation, Shape... operands) {
      this.operation = operation;
      this.operands = operands;
    }

    private static Tensor leakyRelu(Tensor x) {
      return x.times(Tensor.select(x.isAbove(0), Tensor.scalar(1), Tensor.scalar(0.2)));
    }

    private static Tensor gradient(Tensor[] x, int by) {
      Tensor weighted = x[0].conv2d(x[1], HALVES).times(x[2]).sum();
      return Gradients.of(weighted, List.of(x[by])).get(0);
    }
  }

  /** Which operation. */
  @Param public Kernel kernel = Kernel.LAYER;

  /** The backend's name. */
  @Param({"jvm", "nd4j", "tf"})
  public String backend = "";

  /** How many threads the backend may use. */
  @Param({"1"})
  public int threads;

  private @Nullable Session session;
  private @Nullable Executable program;

  /** Compiles the program, whose operands and result are variables, so that nothing is copied. */
  @Setup
  public void open() {
    Map<Variable, float[]> values = new HashMap<>();
    Tensor[] operands = new Tensor[kernel.operands.length];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = Tensor.variable("operand" + i, kernel.operands[i]);
      values.put((Variable) operands[i].op(), drawn(kernel.operands[i]));
    }
    Tensor value = kernel.operation.apply(operands);
    Tensor result = Tensor.variable("result", value.shape());
    values.put((Variable) result.op(), drawn(value.shape()));
    session = Session.open(Competitor.backend(backend, threads), values);
    program =
        session.compile(Program.named("kernel").update((Variable) result.op(), value).build());
  }

  private static float[] drawn(Shape shape) {
    float[] values = new float[shape.elementCount()];
    RandomStream.of(1, "kernel").fillUniform(values, values.length, -1, 1);
    return values;
  }

  /** The operation once. */
  @Benchmark
  public void run() {
    Objects.requireNonNull(program).run(NO_INPUTS, 1, NO_OUTPUTS);
  }

  /** Releases it. */
  @TearDown
  public void close() {
    Objects.requireNonNull(session).close();
  }
}
