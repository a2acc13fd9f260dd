package org.gan4j.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Multiplications and additions of a core, in billions a second: the most that it has in it, and
 * what the steps of the quadratic experiment reach. A step's are those of its matrix products
 * alone, though it also has activations, losses and an optimizer to compute.
 *
 * <p>Run with {@code gan-benchmarks/run Rate -p backend=jvm}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class RateBenchmark {
  private static final QuadraticStepBenchmark STEP = new QuadraticStepBenchmark();
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int MOST_LANES = 16;
  private static final int CHAINS = 12;
  private static final int LINKS = 1024;

  private static final int STEPS = 10;
  private static final int GENERATOR = 2 * 16 + 16 * 16 + 16 * 2;
  private static final int GENERATOR_BUT_FIRST_LAYER = GENERATOR - 2 * 16;
  private static final int DISCRIMINATOR = 2 * 16 + 16 * 16 + 16 * 2 + 2;
  private static final int DISCRIMINATOR_BUT_FIRST_LAYER = DISCRIMINATOR - 2 * 16;

  /**
   * Samples and generated ones: forward, gradients by the kernels, gradients by the activations.
   */
  private static final int DISCRIMINATOR_STEP =
      2 * (DISCRIMINATOR + DISCRIMINATOR + DISCRIMINATOR_BUT_FIRST_LAYER);

  /** Both networks forward, gradients by all activations and by the generator's kernels. */
  private static final int GENERATOR_STEP =
      (GENERATOR + DISCRIMINATOR) + DISCRIMINATOR + GENERATOR_BUT_FIRST_LAYER + GENERATOR;

  private static final int ITERATION =
      2 * DenseKernels.BATCH * (GENERATOR + STEPS * DISCRIMINATOR_STEP + STEPS * GENERATOR_STEP);

  /** A factor, a summand and a number of links that are no constants to the compiler. */
  @State(Scope.Thread)
  public static class Numbers {
    final float[] factor = new float[MOST_LANES];
    final float[] summand = new float[MOST_LANES];
    final float[] sum = new float[MOST_LANES];
    int links = LINKS;

    /** Whose chains stay near 1. */
    public Numbers() {
      Arrays.fill(factor, 0.5f);
      Arrays.fill(summand, 0.5f);
    }
  }

  /** Independent chains of fused multiply-adds, enough of them to hide their latency. */
  @Benchmark
  @OperationsPerInvocation(2 * MOST_LANES * CHAINS * LINKS)
  public void peak(Numbers numbers) {
    for (int lane = 0; lane < MOST_LANES; lane += SPECIES.length()) {
      chains(numbers.factor, numbers.summand, numbers.links, numbers.sum);
    }
  }

  private static void chains(float[] factors, float[] summands, int links, float[] sum) {
    FloatVector factor = FloatVector.fromArray(SPECIES, factors, 0);
    FloatVector summand = FloatVector.fromArray(SPECIES, summands, 0);
    FloatVector a = factor;
    FloatVector b = factor;
    FloatVector c = factor;
    FloatVector d = factor;
    FloatVector e = factor;
    FloatVector f = factor;
    FloatVector g = factor;
    FloatVector h = factor;
    FloatVector i = factor;
    FloatVector j = factor;
    FloatVector k = factor;
    FloatVector l = factor;
    for (int link = 0; link < links; link++) {
      a = a.fma(factor, summand);
      b = b.fma(factor, summand);
      c = c.fma(factor, summand);
      d = d.fma(factor, summand);
      e = e.fma(factor, summand);
      f = f.fma(factor, summand);
      g = g.fma(factor, summand);
      h = h.fma(factor, summand);
      i = i.fma(factor, summand);
      j = j.fma(factor, summand);
      k = k.fma(factor, summand);
      l = l.fma(factor, summand);
    }
    FloatVector left = a.add(b).add(c).add(d).add(e).add(f);
    left.add(g).add(h).add(i).add(j).add(k).add(l).intoArray(sum, 0);
  }

  /** The hand-written step, which generates once an iteration. */
  @Benchmark
  @OperationsPerInvocation(ITERATION)
  public float handWritten(QuadraticStepBenchmark.HandWritten handWritten) {
    return STEP.scheduleGeneratingOnce(handWritten);
  }

  /** The framework's step on a backend. */
  @Benchmark
  @OperationsPerInvocation(ITERATION)
  public float traced(QuadraticStepBenchmark.Traced traced) {
    return STEP.scheduleTraced(traced);
  }
}
