package org.gan4j.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gan4j.backend.Backends;
import org.gan4j.random.RandomStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Microseconds for an optimizer step of the quadratic experiment, the mean over an iteration's 10
 * steps of the discriminator and 10 of the generator on one batch.
 *
 * <p>Run with {@code gan-benchmarks/run QuadraticStep}. Each iteration of 20 steps is a sample, so
 * that on a machine that others use too the least one (p0.00) still says what a step takes; {@code
 * -prof gc} shows that nothing is allocated.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
public class QuadraticStepBenchmark {
  private static final int STEPS = 10;

  /** The batches and initial parameters that every benchmark uses. */
  @State(Scope.Thread)
  public static class Batches {
    final float[] real = new float[2 * DenseKernels.BATCH];
    final float[] noise = new float[2 * DenseKernels.BATCH];
    final float[] generator = new float[HandWrittenStep.GENERATOR_SIZE];
    final float[] discriminator = new float[HandWrittenStep.DISCRIMINATOR_SIZE];

    /** Draws them, always the same. */
    public Batches() {
      RandomStream random = RandomStream.of(1, "benchmark");
      for (int sample = 0; sample < DenseKernels.BATCH; sample++) {
        float x = 100 * (random.nextUniform() - 0.5f);
        real[2 * sample] = x;
        real[2 * sample + 1] = 10 + x * x;
      }
      random.fillUniform(noise, noise.length, -1, 1);
      drawLayers(random, generator, 2, 16, 16, 2);
      drawLayers(random, discriminator, 2, 16, 16, 2, 1);
    }

    private static void drawLayers(RandomStream random, float[] into, int... sizes) {
      int at = 0;
      for (int layer = 1; layer < sizes.length; layer++) {
        float limit = (float) Math.sqrt(6.0 / (sizes[layer - 1] + sizes[layer]));
        int biases = at + sizes[layer - 1] * sizes[layer];
        while (at < biases) {
          into[at++] = limit * (2 * random.nextUniform() - 1);
        }
        at += sizes[layer];
      }
    }
  }

  /** The hand-written step, which starts anew with each round of the measurement. */
  @State(Scope.Thread)
  public static class HandWritten {
    private final Batches batches = new Batches();
    HandWrittenStep step = open();

    /** Back to the initial parameters. */
    @Setup(Level.Iteration)
    public void restart() {
      step = open();
    }

    private HandWrittenStep open() {
      return new HandWrittenStep(
          batches.generator, batches.discriminator, batches.real, batches.noise);
    }
  }

  /** Each step of the discriminator runs the generator. */
  @Benchmark
  @OperationsPerInvocation(2 * STEPS)
  public float schedule(HandWritten handWritten) {
    HandWrittenStep step = handWritten.step;
    float losses = 0;
    for (int i = 0; i < STEPS; i++) {
      losses += step.discriminatorStep();
    }
    for (int i = 0; i < STEPS; i++) {
      losses += step.generatorStep();
    }
    return losses;
  }

  /** The generator runs once for the ten steps of the discriminator, as in the framework. */
  @Benchmark
  @OperationsPerInvocation(2 * STEPS)
  public float scheduleGeneratingOnce(HandWritten handWritten) {
    HandWrittenStep step = handWritten.step;
    float losses = 0;
    step.generate();
    for (int i = 0; i < STEPS; i++) {
      losses += step.discriminatorStepOnGenerated();
    }
    for (int i = 0; i < STEPS; i++) {
      losses += step.generatorStep();
    }
    return losses;
  }

  /** The framework's step on a backend. */
  @State(Scope.Thread)
  public static class Traced {
    private final Batches batches = new Batches();
    private @Nullable TracedStep step;

    /** Its name. */
    @Param({"jvm", "nd4j", "tf"})
    public String backend = "";

    TracedStep step() {
      return Objects.requireNonNull(step);
    }

    /** Opens it with the initial parameters. */
    @Setup(Level.Iteration)
    public void open() {
      step = new TracedStep(Backends.open(backend), batches.real, batches.noise);
    }

    /** Releases it. */
    @TearDown(Level.Iteration)
    public void close() {
      step().close();
    }
  }

  /** The same schedule by the framework: a call for each player's ten steps, or one for all. */
  @Benchmark
  @OperationsPerInvocation(2 * STEPS)
  public float scheduleTraced(Traced traced) {
    Competitor.Losses losses = traced.step().iterate();
    return losses.discriminator() + losses.generator();
  }

  /** The step by ND4J's SameDiff, which is slow to start: one for all rounds. */
  @State(Scope.Thread)
  public static class ByNd4j {
    private final Batches batches = new Batches();
    final SameDiffStep step =
        new SameDiffStep(batches.generator, batches.discriminator, batches.real, batches.noise);
  }

  /** The same schedule by ND4J's own differentiation. */
  @Benchmark
  @OperationsPerInvocation(2 * STEPS)
  public float scheduleSameDiff(ByNd4j sameDiff) {
    float losses = 0;
    for (int i = 0; i < STEPS; i++) {
      losses += sameDiff.step.discriminatorStep();
    }
    for (int i = 0; i < STEPS; i++) {
      losses += sameDiff.step.generatorStep();
    }
    return losses;
  }

  /** The step as a bare graph of TensorFlow. */
  @State(Scope.Thread)
  public static class ByTensorFlow {
    private final Batches batches = new Batches();
    private @Nullable BareTensorFlowStep step;

    BareTensorFlowStep step() {
      return Objects.requireNonNull(step);
    }

    /** Opens it with the initial parameters. */
    @Setup(Level.Iteration)
    public void open() {
      step =
          new BareTensorFlowStep(
              batches.generator, batches.discriminator, batches.real, batches.noise);
    }

    /** Releases it. */
    @TearDown(Level.Iteration)
    public void close() {
      step().close();
    }
  }

  /** The same schedule by a bare graph of TensorFlow, one call a step. */
  @Benchmark
  @OperationsPerInvocation(2 * STEPS)
  public float scheduleBareTensorFlow(ByTensorFlow tensorFlow) {
    float losses = 0;
    for (int i = 0; i < STEPS; i++) {
      losses += tensorFlow.step().discriminatorStep();
    }
    for (int i = 0; i < STEPS; i++) {
      losses += tensorFlow.step().generatorStep();
    }
    return losses;
  }
}
