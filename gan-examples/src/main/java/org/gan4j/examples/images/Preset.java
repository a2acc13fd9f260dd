package org.gan4j.examples.images;

import java.util.List;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.loss.Penalties;
import org.gan4j.loss.Penalty;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Schedule;

/** From which literature the networks and their game are. */
public enum Preset {
  /** Radford et al. 2016: batch norm in both networks, the non-saturating loss. */
  DCGAN,

  /** Miyato et al. 2018: spectral norm in the discriminator, the hinge loss. */
  SNGAN,

  /** Gulrajani et al. 2017: a critic without normalization, its slope kept near 1. */
  WGAN_GP,

  /**
   * Miyato et al. 2018, the residual networks for CIFAR-10: see {@link ResidualNetworks}. The hinge
   * loss, 5 discriminator steps to one of the generator, Adam with betas 0 and 0.9. In the authors'
   * program the learning rate falls to 0 in a straight line over 50,000 iterations, the generator's
   * steps get 128 images where the discriminator's get 64, and there is no average of the
   * generator; here the rate stays, so that a run can be carried further, all steps get as many
   * images, and there is an average.
   */
  SNGAN_RESNET,

  /**
   * Huang et al. 2024, the networks for CIFAR-10: see {@link ModernNetworks}. Each real image is
   * paired with a generated one, with R1 and R2. The learning rate falls to a quarter along half a
   * cosine over 20 million images, as in the paper's program. That also moves, over the same time,
   * gamma from 0.05 to 0.005, Adam's second beta from 0.9 to 0.99 and the average's half-life from
   * 0 to 5 million images, and augments the images more and more; here gamma is 0.05, the betas are
   * 0 and 0.99, and the average is that of the other presets.
   */
  R3GAN;

  private static final double R3GAN_GAMMA = 0.05;
  private static final double R3GAN_IMAGES = 2e7;

  ImageNetworks networks(ImageSettings settings) {
    return switch (this) {
      case DCGAN, SNGAN, WGAN_GP -> new StridedNetworks(settings);
      case SNGAN_RESNET -> new ResidualNetworks(settings);
      case R3GAN -> new ModernNetworks(settings);
    };
  }

  Loss loss() {
    return switch (this) {
      case DCGAN -> GanLosses.nonSaturating();
      case SNGAN, SNGAN_RESNET -> GanLosses.hinge();
      case WGAN_GP -> GanLosses.wasserstein();
      case R3GAN -> GanLosses.relativisticPairing();
    };
  }

  List<Penalty> penalties() {
    return switch (this) {
      case DCGAN, SNGAN, SNGAN_RESNET -> List.of();
      case WGAN_GP -> List.of(Penalties.wganGp(10));
      case R3GAN -> List.of(Penalties.r1(R3GAN_GAMMA), Penalties.r2(R3GAN_GAMMA));
    };
  }

  Optimizer optimizer(double learningRate, int batchSize) {
    return switch (this) {
      case DCGAN, SNGAN -> Adam.of(learningRate).withBetas(0.5, 0.999);
      case WGAN_GP, SNGAN_RESNET -> Adam.of(learningRate).withBetas(0, 0.9);
      case R3GAN ->
          Adam.of(
                  Schedule.cosine(
                      learningRate,
                      learningRate / 4,
                      Math.max(1, Math.round(R3GAN_IMAGES / batchSize))))
              .withBetas(0, 0.99);
    };
  }

  double learningRate() {
    return this == WGAN_GP ? 1e-4 : 2e-4;
  }

  int discriminatorSteps() {
    return this == WGAN_GP || this == SNGAN_RESNET ? 5 : 1;
  }

  /** Whether all steps of an iteration see one batch. */
  boolean sharesBatch() {
    return this == DCGAN || this == SNGAN;
  }

  double averageDecay() {
    return this == DCGAN ? 0 : 0.999;
  }

  int noiseSize() {
    return switch (this) {
      case DCGAN, SNGAN, WGAN_GP -> 100;
      case SNGAN_RESNET -> 128;
      case R3GAN -> 64;
    };
  }

  /** The width that two cores train in hours. */
  int channels(DataSet data) {
    return switch (this) {
      case DCGAN, SNGAN, WGAN_GP -> data == DataSet.CIFAR10 ? 64 : 32;
      case SNGAN_RESNET, R3GAN -> 32;
    };
  }
}
