package org.gan4j.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.nn.Layers.concat;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.identity;
import static org.gan4j.nn.Layers.input;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.ArraySamples;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.data.Normalization;
import org.gan4j.data.Samples;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Objective;
import org.gan4j.loss.Penalties;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Sgd;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Iteration;
import org.gan4j.train.SafeTensors;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the games of the literature ask of a GAN and its plan. */
class GanGamesTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private static final Trainer TRAINER = new AlternatingTrainer(BACKEND);
  private static final Network GENERATOR = sequential(dense(4), leakyRelu(0.2), dense(2));
  private static final Network DISCRIMINATOR =
      sequential(dense(4).named("features"), leakyRelu(0.2), dense(1));
  private static final Gan GAN =
      Gan.of(Noise.gaussian(2), GENERATOR, DISCRIMINATOR, GanLosses.nonSaturating());
  private static final TrainingPlan PLAN =
      TrainingPlan.of(Adam.of(1e-3)).withIterations(10).withBatchSize(8);

  /** Gulrajani et al. 2017, Algorithm 1: a batch for each step of the critic. */
  @Test
  void eachDiscriminatorStepSeesABatchOfItsOwnUnlessOneIsShared() {
    int[] rows = {0};
    Samples counted = Samples.of(Shape.of(2), (row, stream) -> rows[0]++);
    TrainingPlan fiveToOne = PLAN.withStepsPerIteration(5, 1);
    TRAINER.train(GAN, counted, fiveToOne).close();
    assertThat(rows[0]).isEqualTo(10 * 5 * 8);
    rows[0] = 0;
    TRAINER.train(GAN, counted, fiveToOne.withSharedBatch()).close();
    assertThat(rows[0]).isEqualTo(10 * 8);
  }

  @Test
  void aDiscriminatorMayGiveAMapOfLogits() {
    Gan patches =
        Gan.of(
            Noise.gaussian(3),
            sequential(dense(64), reshape(8, 8, 1)),
            sequential(conv2d(4, 4).withStride(2), leakyRelu(0.2), conv2d(1, 3)),
            GanLosses.leastSquares());
    Samples images = Samples.of(Shape.of(8, 8, 1), (row, stream) -> row[0] = 1);
    try (TrainedGan trained = TRAINER.train(patches, images, PLAN)) {
      float[][] logits = trained.judge(trained.generate(3, 0));
      assertThat(logits).hasDimensions(3, 16);
    }
  }

  /** With all kernels 0 and D = 0, the non-saturating loss is ln 2; a term adds what it says. */
  @Test
  void aTermOfTheGeneratorsLossSeesTheWholeRound() {
    Initializer zero = Initializer.constant(0);
    Gan still =
        Gan.of(
            Noise.uniform(1, 2, 3),
            dense(2).withKernelInitializer(zero).withBiasInitializer(Initializer.constant(5)),
            sequential(
                dense(2).withKernelInitializer(Initializer.constant(1)).named("features"),
                dense(1).withKernelInitializer(zero)),
            GanLosses.nonSaturating());
    Samples data = Samples.of(Shape.of(2), (row, stream) -> row[0] = 3);
    Objective featureMatching =
        round ->
            round
                .realPart("features")
                .mean(0)
                .minus(round.fakePart("features").mean(0))
                .square()
                .mean();
    Objective noiseLevel = round -> round.noise().mean().min(2);
    List<Float> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            losses.add(iteration.loss(GanScheme.DISCRIMINATOR));
            losses.add(iteration.loss(GanScheme.GENERATOR));
          }
        };
    TrainingPlan plan = TrainingPlan.of(Sgd.of(1e-9)).withIterations(1).withBatchSize(4);
    Gan gan =
        still.withTerm(Player.GENERATOR, featureMatching).withTerm(Player.GENERATOR, noiseLevel);
    TRAINER.train(gan, data, plan, listener).close();
    assertThat((double) losses.get(0)).isCloseTo(2 * Math.log(2), within(1e-6));
    // Features: 3 of real samples, 5 + 5 of generated ones.
    assertThat((double) losses.get(1)).isCloseTo(Math.log(2) + 49 + 2, within(1e-4));
    assertThatThrownBy(
            () ->
                TRAINER.train(
                    still.withTerm(Player.GENERATOR, round -> round.realPart("no")), data, plan))
        .hasMessageContaining("the discriminator has no part named \"no\"");
  }

  /** Where the penalty's gradient is constant, k times the penalty every k steps is the same. */
  @Test
  void aLazyPenaltyCountsAsOftenAsItIsLeftOut() {
    List<Float> lazy = discriminatorLosses(GAN.withLazyPenalty(round -> Tensor.scalar(0.5), 4));
    List<Float> never = discriminatorLosses(GAN);
    for (int i = 0; i < lazy.size(); i++) {
      assertThat(lazy.get(i) - never.get(i)).isCloseTo(i % 4 == 0 ? 2f : 0f, within(1e-5f));
    }
    assertThatThrownBy(
            () -> GAN.withLazyPenalty(Penalties.r1(1), 16).withLazyPenalty(Penalties.r2(1), 8))
        .hasMessage("the lazy penalties of a GAN have one interval; 8 is another one");
  }

  private static List<Float> discriminatorLosses(Gan gan) {
    List<Float> losses = new ArrayList<>();
    TRAINER
        .train(
            gan,
            Curves.quadratic(),
            PLAN,
            new TrainingListener() {
              @Override
              public void iterationEnded(Iteration iteration) {
                losses.add(iteration.loss(GanScheme.DISCRIMINATOR));
              }
            })
        .close();
    return losses;
  }

  /** BiGAN's discriminator of pairs. */
  @Test
  void aNetworkMayBeGivenMoreThanOneInput() {
    Network pairs =
        sequential(concat(sequential(conv2d(2, 3), flatten()), input("code")), dense(3), dense(1));
    Step.Builder step = Step.named("pairs");
    ModelTrace model = step.model("discriminator", pairs, Mode.TRAIN);
    Tensor images = Tensor.input("images", Shape.of(8, 4, 4, 1));
    Tensor real = model.apply(images, Map.of("code", Tensor.input("z", Shape.of(8, 5)))).output();
    Tensor fake = model.apply(images, Map.of("code", Tensor.input("e", Shape.of(8, 5)))).output();
    assertThat(real.shape()).isEqualTo(Shape.of(8, 1)).isEqualTo(fake.shape());
    assertThat(model.parameters()).hasSize(6);
    assertThatThrownBy(() -> model.apply(images))
        .hasMessage(
            """
            this layer needs an input named "code"; the network is given none by name
              at discriminator/concat1/branch2
              fix: apply the network with it: model.apply(x, Map.of("code", ...))""");
    assertThat(
            new ModelTrace("skip", concat(identity(), dense(3)), Mode.TRAIN)
                .apply(Tensor.input("x", Shape.of(2, 4)))
                .output()
                .shape())
        .isEqualTo(Shape.of(2, 7));
  }

  /** StyleGAN's noise inputs; pix2pix's dropout at test time. */
  @Test
  void layersMayDrawWhenSamplesAreGenerated() {
    Network noisy =
        (x, scope) ->
            x.plus(
                scope
                    .random("noise", x.shape(), Distribution.NORMAL)
                    .times(
                        scope.parameter(
                            "strength", Shape.of(x.shape().size(-1)), Initializer.constant(1))));
    Gan gan =
        Gan.of(
            Noise.gaussian(2),
            sequential(dense(4), noisy, dense(2)),
            DISCRIMINATOR,
            GanLosses.nonSaturating());
    TrainingListener observing =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            assertThat(iteration.view(GanView.class).observe().generatedSamples())
                .hasNumberOfRows(8);
          }
        };
    try (TrainedGan trained = TRAINER.train(gan, Curves.quadratic(), PLAN, observing)) {
      assertThat(trained.generate(3, 7)).isDeepEqualTo(trained.generate(3, 7));
      assertThat(trained.generate(300, 7)[1]).containsExactly(trained.generate(2, 7)[1]);
      float[][] same = trained.generate(new float[][] {{1, 1}, {1, 1}});
      assertThat(same[0]).isNotEqualTo(same[1]);
    }
  }

  @Test
  void samplesAndOpinionsAreInTheDatasUnitsAlsoWhenRestored(@TempDir Path folder) throws Exception {
    Samples far =
        Samples.of(
            Shape.of(2),
            (row, stream) -> {
              row[0] = 1_000 + stream.nextGaussian();
              row[1] = -500 + 10 * stream.nextGaussian();
            });
    Gan gan = GAN.withNormalization(Normalization.standardizing(far));
    Path file = folder.resolve("gan.safetensors");
    float[][] samples;
    float[][] logits;
    TrainingListener observing =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            assertThat(iteration.view(GanView.class).observe().realSamples()[0][0])
                .isBetween(990f, 1_010f);
          }
        };
    try (TrainedGan trained = TRAINER.train(gan, far, PLAN.withGeneratorAverage(0.5), observing)) {
      samples = trained.generate(5, 1);
      logits = trained.judge(samples);
      assertThat(samples[0][0]).isBetween(990f, 1_010f);
      trained.save(file);
    }
    try (TrainedGan restored = TRAINER.restore(GAN, file)) {
      float[][] again = restored.generate(5, 1);
      for (int i = 0; i < 5; i++) {
        assertThat(again[i]).containsExactly(samples[i], within(1e-3f));
        assertThat(restored.judge(samples)[i]).containsExactly(logits[i], within(1e-5f));
      }
    }
  }

  @Test
  void aStoredNormalizationThatDoesNotFitIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gan.safetensors");
    try (TrainedGan trained = TRAINER.train(GAN, Curves.quadratic(), PLAN)) {
      for (Map<String, String> metadata :
          List.of(
              Map.of("normalization.shift", "1", "normalization.scale", "2"),
              Map.of("normalization.shift", "1,2,3", "normalization.scale", "1,2,3"),
              Map.of("normalization.shift", "1,2"),
              Map.of("normalization.scale", "1,2"),
              Map.of("normalization.shift", "null", "normalization.scale", "null"),
              Map.of("normalization.shift", "1,NaN", "normalization.scale", "1,2"),
              Map.of("normalization.shift", "1,2", "normalization.scale", "0,1"))) {
        SafeTensors.write(file, trained.weights(), metadata);
        assertThatThrownBy(() -> TRAINER.restore(GAN, file))
            .as("%s", metadata)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("normalization");
      }
    }
  }

  @Test
  void samplesAreDrawnByRangeToTheBit() {
    Noise noise =
        Noise.joined(
            Noise.uniform(2, -1, 1),
            Noise.categorical(3),
            Noise.gaussian(1),
            Noise.of(Samples.of(Shape.of(1), (row, stream) -> row[0] = stream.nextUniform())),
            Noise.of(ArraySamples.of(new float[][] {{1}, {2}, {3}})));
    Gan gan = Gan.of(noise, sequential(dense(4), dense(2)), DISCRIMINATOR, GanLosses.hinge());
    try (TrainedGan trained = TRAINER.train(gan, Curves.quadratic(), PLAN)) {
      float[][] all = trained.generate(1_000, 7);
      assertThat(trained.generateFrom(0, 1_000, 7)).isDeepEqualTo(all);
      assertThat(trained.generateFrom(256, 300, 7))
          .isDeepEqualTo(Arrays.copyOfRange(all, 256, 556));
      float[][] off = trained.generateFrom(999, 1, 7);
      assertThat(off[0]).containsExactly(all[999], within(1e-5f));
      assertThat(trained.generateFrom(5, 0, 7)).isEmpty();
      assertThatThrownBy(() -> trained.generateFrom(-1, 1, 7))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> trained.generateFrom(2_000_000_000, 2_000_000_000, 7))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void weightsThatTheNetworksDoNotHaveAreRefused() {
    Gan deeper =
        Gan.of(
            Noise.gaussian(2),
            sequential(dense(4), leakyRelu(0.2), dense(4), leakyRelu(0.2), dense(2)),
            DISCRIMINATOR,
            GanLosses.hinge());
    Map<Variable, float[]> weights;
    try (TrainedGan trained = TRAINER.train(deeper, Curves.quadratic(), PLAN)) {
      weights = trained.generatorWeights();
    }
    Gan shallower =
        Gan.of(
            Noise.gaussian(2),
            sequential(dense(4), leakyRelu(0.2), dense(4)),
            DISCRIMINATOR,
            GanLosses.hinge());
    assertThatThrownBy(() -> TRAINER.restore(shallower, weights))
        .hasMessage(
            """
            the weights have variables that this GAN has not: generator/dense3/kernel, generator/dense3/bias
              fix: restore the GAN with the networks that it was trained with""");
    assertThatThrownBy(() -> TRAINER.restore(GAN, Map.of()))
        .hasMessageContaining("no variable generator/dense1/kernel of shape [2, 4]");
    try (TrainedGan onlyGenerator = TRAINER.restore(deeper, weights)) {
      assertThatThrownBy(() -> onlyGenerator.judge(new float[][] {{1, 2}}))
          .hasMessageContaining("was restored without its discriminator");
    }
  }

  @Test
  void aTrainerOfOnesOwnMakesWhatItReturns() {
    Map<Variable, float[]> weights;
    try (TrainedGan trained = TRAINER.train(GAN, Curves.quadratic(), PLAN)) {
      weights = trained.weights();
    }
    TrainingSummary summary = new TrainingSummary("mine", 1, false, 2, 1);
    try (TrainedGan mine = TrainedGan.of(BACKEND, GAN, weights, summary)) {
      assertThat(mine.summary().backend()).isEqualTo("mine");
      assertThat(mine.generate(4, 0)).hasDimensions(4, 2);
    }
    Observation observation =
        Observation.of(new float[1][2], new float[1][2], new float[1], new float[1]);
    assertThat(observation.hasFeatures()).isFalse();
    assertThat(observation.withFeatures(new float[1][3], new float[1][3]).realFeatures())
        .hasDimensions(1, 3);
  }

  @Test
  void noiseMayHaveCodes() {
    Noise codes = Noise.joined(Noise.categorical(3), Noise.uniform(2, 4, 5));
    float[][] rows = codes.draw(300, 1);
    int[] counts = new int[3];
    for (float[] row : rows) {
      assertThat(row).hasSize(5);
      assertThat(row[0] + row[1] + row[2]).isEqualTo(1);
      assertThat(row[3]).isBetween(4f, 5f);
      counts[row[0] == 1 ? 0 : row[1] == 1 ? 1 : 2]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(70, 130);
    }
    assertThatThrownBy(() -> Noise.joined(Noise.of(images()))).hasMessageContaining("[2, 2, 1]");
    assertThat(Noise.of(images()).size()).isEqualTo(4);
  }

  private static Samples images() {
    return Samples.of(Shape.of(2, 2, 1), (row, stream) -> row[0] = 1);
  }
}
