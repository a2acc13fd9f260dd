package org.gan4j.benchmarks;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.nativeblas.NativeOps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for one native call of the ND4J backend, of which a step is made: into the native
 * library and back ({@code crossing}), and with what the library does around its loop and the loop
 * itself ({@code elementwise}, for one element and for a layer's activations). How many calls a
 * step takes is in the backend's {@code NativeCallsTest}; docs/backends.md has what follows from
 * both.
 *
 * <p>Run with {@code gan-benchmarks/run Nd4jCall}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Nd4jCallBenchmark {
  private static final int CALLS = 100;
  private static final int RUNS = 10;
  private static final float[][] NO_INPUTS = {};
  private static final float[][] NO_OUTPUTS = {};

  /** The native library. */
  @State(Scope.Thread)
  public static class Library {
    final NativeOps ops = new Nd4jCpu();
  }

  /** Into the native library and back: it reads one number there. */
  @Benchmark
  public int crossing(Library library) {
    return library.ops.lastErrorCode();
  }

  /** A compiled program of one variable. */
  private static final class Compiled implements AutoCloseable {
    private final Session session;
    private final Executable program;

    Compiled(Tensor start, Tensor end) {
      Variable variable = (Variable) start.op();
      Backend backend = Backends.open("nd4j");
      session = Session.open(backend, Map.of(variable, new float[variable.shape().elementCount()]));
      program = session.compile(Program.named("chain").update(variable, end).build());
    }

    void run() {
      program.run(NO_INPUTS, RUNS, NO_OUTPUTS);
    }

    @Override
    public void close() {
      session.close();
    }
  }

  /** A program of so many multiplications by a constant, one after another and in place. */
  @State(Scope.Thread)
  public static class Elementwise {
    /** The elements of each. */
    @Param({"1", "4096"})
    public int elements;

    private @Nullable Compiled compiled;

    /** Compiles it. */
    @Setup
    public void open() {
      Tensor start = Tensor.variable("x", Shape.of(elements));
      Tensor value = start;
      for (int i = 0; i < CALLS; i++) {
        value = value.times(i % 2 == 0 ? 2 : 0.5);
      }
      compiled = new Compiled(start, value);
    }

    /** Releases it. */
    @TearDown
    public void close() {
      Objects.requireNonNull(compiled).close();
    }
  }

  /** An elementwise call as a step makes it. */
  @Benchmark
  @OperationsPerInvocation(CALLS * RUNS)
  public void elementwise(Elementwise calls) {
    Objects.requireNonNull(calls.compiled).run();
  }

  /** A program of so many products of activations and a kernel of the quadratic networks. */
  @State(Scope.Thread)
  public static class Products {
    private @Nullable Compiled compiled;

    /** Compiles it. */
    @Setup
    public void open() {
      Tensor start = Tensor.variable("x", Shape.of(DenseKernels.BATCH, 16));
      Tensor kernel = Tensor.fill(Shape.of(16, 16), 0.0625);
      Tensor value = start;
      for (int i = 0; i < CALLS; i++) {
        value = value.matMul(kernel);
      }
      compiled = new Compiled(start, value);
    }

    /** Releases it. */
    @TearDown
    public void close() {
      Objects.requireNonNull(compiled).close();
    }
  }

  /** A product as a step makes it. */
  @Benchmark
  @OperationsPerInvocation(CALLS * RUNS)
  public void product(Products products) {
    Objects.requireNonNull(products.compiled).run();
  }
}
