package org.gan4j.benchmarks;

import static org.gan4j.benchmarks.DenseKernels.BATCH;
import static org.gan4j.benchmarks.DenseKernels.BATCH_ROW;
import static org.gan4j.benchmarks.DenseKernels.HIDDEN;
import static org.gan4j.benchmarks.DenseKernels.LANES;
import static org.gan4j.benchmarks.DenseKernels.ROW;
import static org.gan4j.benchmarks.DenseKernels.SPECIES;
import static org.gan4j.benchmarks.DenseKernels.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The optimizer steps of the quadratic experiment by hand: the yardstick of the pure-Java backend.
 * Networks 2-16-16-2 and 2-16-16-2-1 with leaky ReLU 0.2 after the 16s, losses from logits, RMSProp
 * with mean squares from 1, batch 256, float32. Once compiled a step allocates nothing.
 *
 * <p>The products alone are 560,128 multiply-adds in a discriminator's step (478,208 without the
 * generator's pass) and 402,432 in a generator's step.
 *
 * <p>A tile of the batch goes through all layers, forward and back, while it is in the first-level
 * cache; see {@link DenseKernels} for the loops. The bounds checks of the Vector API should be off
 * ({@code -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0}): with them a step takes a fifth longer
 * on JDK 17, which then boxes some vectors, and a tenth longer on 25.
 */
final class HandWrittenStep {
  private static final int W1 = 0;
  private static final int B1 = W1 + 2 * HIDDEN;
  private static final int W2 = B1 + HIDDEN;
  private static final int B2 = W2 + HIDDEN * HIDDEN;
  private static final int W3 = B2 + HIDDEN;
  private static final int B3 = W3 + 2 * HIDDEN;
  private static final int W4 = B3 + 2;
  static final int GENERATOR_SIZE = B3 + 2;
  static final int DISCRIMINATOR_SIZE = W4 + 3;

  /** Room for the parameters of either network, a multiple of every number of lanes. */
  private static final int CAPACITY = 384;

  private static final int LOSS = CAPACITY;

  /** Sums that belong to the frozen network. */
  private static final int UNUSED = CAPACITY + 1;

  private final float[] generator = new float[CAPACITY];
  private final float[] discriminator = new float[CAPACITY];
  private final float[] generatorMeanSquares = new float[CAPACITY];
  private final float[] discriminatorMeanSquares = new float[CAPACITY];
  private final float[] sums = new float[(UNUSED + 5) * LANES];

  private final float[] real = new float[2 * BATCH_ROW];
  private final float[] noise = new float[2 * BATCH_ROW];
  private final float[] generated = new float[2 * BATCH_ROW];
  private final float[] features = new float[2 * BATCH_ROW];
  private final float[] logits = new float[TILE];
  private final float[] exponentials = new float[TILE];
  private final float[] generatorHidden1 = new float[HIDDEN * ROW];
  private final float[] generatorHidden2 = new float[HIDDEN * ROW];
  private final float[] hidden1 = new float[HIDDEN * ROW];
  private final float[] hidden2 = new float[HIDDEN * ROW];

  // Fields, so that C2 does not take them for constants; see DenseKernels.
  private int vectorStep = LANES;
  private int rowStep = ROW;
  private int twoRows = 2 * ROW;

  /**
   * @param generator for each layer the kernel [inputs, outputs], then the biases
   * @param discriminator likewise
   * @param real [256, 2]
   * @param noise [256, 2]
   */
  HandWrittenStep(float[] generator, float[] discriminator, float[] real, float[] noise) {
    System.arraycopy(generator, 0, this.generator, 0, GENERATOR_SIZE);
    System.arraycopy(discriminator, 0, this.discriminator, 0, DISCRIMINATOR_SIZE);
    Arrays.fill(generatorMeanSquares, 1f);
    Arrays.fill(discriminatorMeanSquares, 1f);
    for (int sample = 0; sample < BATCH; sample++) {
      this.real[sample] = real[2 * sample];
      this.real[BATCH_ROW + sample] = real[2 * sample + 1];
      this.noise[sample] = noise[2 * sample];
      this.noise[BATCH_ROW + sample] = noise[2 * sample + 1];
    }
  }

  float[] generator() {
    return Arrays.copyOf(generator, GENERATOR_SIZE);
  }

  float[] discriminator() {
    return Arrays.copyOf(discriminator, DISCRIMINATOR_SIZE);
  }

  /** One step of the discriminator; returns its loss before the step. */
  float discriminatorStep() {
    generate();
    return discriminatorStepOnGenerated();
  }

  /** Runs the generator, whose output stays the same for all steps of the discriminator. */
  void generate() {
    for (int start = 0; start < BATCH; start += TILE) {
      generate(start);
    }
  }

  /** One step of the discriminator on what the generator last gave; returns the loss before it. */
  float discriminatorStepOnGenerated() {
    for (int start = 0; start < BATCH; start += TILE) {
      discriminatorTile(real, -1, start);
    }
    for (int start = 0; start < BATCH; start += TILE) {
      discriminatorTile(generated, 1, start);
    }
    float loss = loss();
    RmsPropUpdate.apply(sums, discriminatorMeanSquares, discriminator);
    return loss;
  }

  /** One step of the generator; returns its loss before the step. */
  float generatorStep() {
    for (int start = 0; start < BATCH; start += TILE) {
      generatorTile(start);
    }
    float loss = loss();
    RmsPropUpdate.apply(sums, generatorMeanSquares, generator);
    return loss;
  }

  private void generate(int start) {
    DenseKernels.hiddenFromTwo(generator, W1, B1, noise, start, generatorHidden1, vectorStep);
    DenseKernels.hiddenFromHidden(generator, W2, B2, generatorHidden1, generatorHidden2, twoRows);
    DenseKernels.twoFromHidden(generator, W3, B3, generatorHidden2, generated, start, rowStep);
  }

  private void discriminate(float[] points, int start) {
    DenseKernels.hiddenFromTwo(discriminator, W1, B1, points, start, hidden1, vectorStep);
    DenseKernels.hiddenFromHidden(discriminator, W2, B2, hidden1, hidden2, twoRows);
    DenseKernels.twoFromHidden(discriminator, W3, B3, hidden2, features, start, rowStep);
  }

  private void discriminatorTile(float[] points, float sign, int start) {
    discriminate(points, start);
    LogitLoss.logits(discriminator, W4, sign, features, start, logits, exponentials, vectorStep);
    LogitLoss.lossAndBack(
        discriminator,
        W4,
        sign,
        logits,
        exponentials,
        features,
        start,
        sums,
        W4 * LANES,
        B3 * LANES,
        LOSS * LANES,
        vectorStep);
    DenseKernels.backTwoFromHidden(
        discriminator, W3, features, start, hidden2, sums, W3 * LANES, B2 * LANES, vectorStep);
    DenseKernels.weightSums(hidden1, hidden2, sums, W2 * LANES, vectorStep);
    DenseKernels.backHiddenFromHidden(discriminator, W2, hidden2, hidden1, twoRows);
    DenseKernels.weightSumsFromTwo(
        points, start, hidden1, sums, W1 * LANES, B1 * LANES, vectorStep);
  }

  private void generatorTile(int start) {
    generate(start);
    discriminate(generated, start);
    LogitLoss.logits(discriminator, W4, -1, features, start, logits, exponentials, vectorStep);
    LogitLoss.lossAndBack(
        discriminator,
        W4,
        -1,
        logits,
        exponentials,
        features,
        start,
        sums,
        UNUSED * LANES,
        (UNUSED + 3) * LANES,
        LOSS * LANES,
        vectorStep);
    DenseKernels.backTwoFromHidden(discriminator, W3, features, start, hidden2, vectorStep);
    DenseKernels.backHiddenFromHidden(discriminator, W2, hidden2, hidden1, twoRows);
    DenseKernels.backToTwo(discriminator, W1, hidden1, generated, start, sums, B3 * LANES, rowStep);
    DenseKernels.backTwoFromHidden(
        generator,
        W3,
        generated,
        start,
        generatorHidden2,
        sums,
        W3 * LANES,
        B2 * LANES,
        vectorStep);
    DenseKernels.weightSums(generatorHidden1, generatorHidden2, sums, W2 * LANES, vectorStep);
    DenseKernels.backHiddenFromHidden(generator, W2, generatorHidden2, generatorHidden1, twoRows);
    DenseKernels.weightSumsFromTwo(
        noise, start, generatorHidden1, sums, W1 * LANES, B1 * LANES, vectorStep);
  }

  private float loss() {
    return FloatVector.fromArray(SPECIES, sums, LOSS * LANES).reduceLanes(VectorOperators.ADD)
        / BATCH;
  }
}
