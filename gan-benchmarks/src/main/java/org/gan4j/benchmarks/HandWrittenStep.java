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

final class HandWrittenStep {
  static final int W1 = 0;
  static final int B1 = W1 + 2 * HIDDEN;
  static final int W2 = B1 + HIDDEN;
  static final int B2 = W2 + HIDDEN * HIDDEN;
  static final int W3 = B2 + HIDDEN;
  static final int B3 = W3 + 2 * HIDDEN;
  static final int GENERATOR_SIZE = B3 + 2;
  static final int W4 = B3 + 2;
  static final int B4 = W4 + 2;
  static final int DISCRIMINATOR_SIZE = B4 + 1;
  // room for whole vectors of up to 16 lanes
  private static final int LOSS = 360;
  private static final int CAPACITY = 368;

  final float[] generator = new float[CAPACITY];
  final float[] discriminator = new float[CAPACITY];
  private final float[] generatorMeanSquares = new float[CAPACITY];
  private final float[] discriminatorMeanSquares = new float[CAPACITY];
  private final float[] sums = new float[CAPACITY * LANES];

  private final float[] real = new float[2 * BATCH_ROW];
  private final float[] noise = new float[2 * BATCH_ROW];
  private final float[] fake = new float[2 * BATCH_ROW];
  private final float[] features = new float[2 * BATCH_ROW];
  private final float[] generatorHidden1 = new float[HIDDEN * ROW];
  private final float[] generatorHidden2 = new float[HIDDEN * ROW];
  private final float[] hidden1 = new float[HIDDEN * ROW];
  private final float[] hidden2 = new float[HIDDEN * ROW];
  private int vectorStep = LANES;
  private int rowStep = ROW;
  private int rowStep2 = 2 * ROW;

  HandWrittenStep(float[] generator, float[] discriminator, float[] real, float[] noise) {
    System.arraycopy(generator, 0, this.generator, 0, GENERATOR_SIZE);
    System.arraycopy(discriminator, 0, this.discriminator, 0, DISCRIMINATOR_SIZE);
    Arrays.fill(generatorMeanSquares, 1f);
    Arrays.fill(discriminatorMeanSquares, 1f);
    for (int n = 0; n < BATCH; n++) {
      this.real[n] = real[2 * n];
      this.real[BATCH_ROW + n] = real[2 * n + 1];
      this.noise[n] = noise[2 * n];
      this.noise[BATCH_ROW + n] = noise[2 * n + 1];
    }
  }

  float discriminatorStep() {
    generate();
    return discriminatorStepOnGenerated();
  }

  void generate() {
    for (int at = 0; at < BATCH; at += TILE) {
      generate(at);
    }
  }

  private void generate(int at) {
    DenseKernels.hiddenFromTwo(generator, W1, B1, noise, at, generatorHidden1, vectorStep);
    DenseKernels.hiddenFromHidden(generator, W2, B2, generatorHidden1, generatorHidden2, rowStep2);
    DenseKernels.twoFromHidden(generator, W3, B3, generatorHidden2, fake, at, rowStep);
  }

  float discriminatorStepOnGenerated() {
    for (int at = 0; at < BATCH; at += TILE) {
      discriminatorTile(real, at, -1);
    }
    for (int at = 0; at < BATCH; at += TILE) {
      discriminatorTile(fake, at, 1);
    }
    float loss = FloatVector.fromArray(SPECIES, sums, LOSS * LANES).reduceLanes(VectorOperators.ADD) / BATCH;
    RmsPropUpdate.apply(
        sums, discriminatorMeanSquares, discriminator);
    return loss;
  }

  private void discriminatorTile(float[] x, int at, float sign) {
    discriminate(x, at);
        LogitLoss.lossAndBack(
            discriminator, W4, sign, features, at, sums, W4 * LANES, B3 * LANES, LOSS * LANES, vectorStep);
    DenseKernels.backTwoFromHidden(
        discriminator, W3, features, at, hidden2, sums, W3 * LANES, B2 * LANES, vectorStep);
    DenseKernels.weightSums(hidden1, hidden2, sums, W2 * LANES, vectorStep);
    DenseKernels.backHiddenFromHidden(discriminator, W2, hidden2, hidden1, rowStep2);
    DenseKernels.weightSumsFromTwo(x, at, hidden1, sums, W1 * LANES, B1 * LANES, vectorStep);
  }

  private void discriminate(float[] x, int at) {
    DenseKernels.hiddenFromTwo(discriminator, W1, B1, x, at, hidden1, vectorStep);
    DenseKernels.hiddenFromHidden(discriminator, W2, B2, hidden1, hidden2, rowStep2);
    DenseKernels.twoFromHidden(discriminator, W3, B3, hidden2, features, at, rowStep);
  }

  float generatorStep() {
    for (int at = 0; at < BATCH; at += TILE) {
      generate(at);
      discriminate(fake, at);
          LogitLoss.lossAndBack(
              discriminator, W4, -1, features, at, sums, W4 * LANES, B4 * LANES + LANES, LOSS * LANES,
              vectorStep);
      DenseKernels.backTwoFromHidden(discriminator, W3, features, at, hidden2, vectorStep);
      DenseKernels.backHiddenFromHidden(discriminator, W2, hidden2, hidden1, rowStep2);
      DenseKernels.backToTwo(discriminator, W1, hidden1, fake, at, sums, B3 * LANES, rowStep);
      DenseKernels.backTwoFromHidden(
          generator, W3, fake, at, generatorHidden2, sums, W3 * LANES, B2 * LANES, vectorStep);
      DenseKernels.weightSums(
          generatorHidden1, generatorHidden2, sums, W2 * LANES, vectorStep);
      DenseKernels.backHiddenFromHidden(
          generator, W2, generatorHidden2, generatorHidden1, rowStep2);
      DenseKernels.weightSumsFromTwo(
          noise, at, generatorHidden1, sums, W1 * LANES, B1 * LANES, vectorStep);
    }
    float loss = FloatVector.fromArray(SPECIES, sums, LOSS * LANES).reduceLanes(VectorOperators.ADD) / BATCH;
    RmsPropUpdate.apply(sums, generatorMeanSquares, generator);
    return loss;
  }
}
