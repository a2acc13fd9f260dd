package org.gan4j.loss;

import java.util.function.BinaryOperator;
import org.gan4j.tensor.Tensor;

/**
 * The losses of the literature, computed from logits without overflow. The formulas of the methods
 * write {@code r} and {@code f} for the logits of real and generated samples, {@code E} for the
 * mean, and {@code softplus(x)} for {@code log(1 + exp(x))}. D is the discriminator's loss and G
 * the generator's.
 */
public final class GanLosses {
  private GanLosses() {}

  private record Pair(
      BinaryOperator<Tensor> discriminatorLoss, BinaryOperator<Tensor> generatorLoss)
      implements Loss {
    @Override
    public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
      return discriminatorLoss.apply(realLogits, fakeLogits);
    }

    @Override
    public Tensor generator(Tensor realLogits, Tensor fakeLogits) {
      return generatorLoss.apply(realLogits, fakeLogits);
    }
  }

  /**
   * D: {@code E softplus(-r) + E softplus(f)}, G: {@code E softplus(-f)}: cross-entropies, the
   * generator's with real labels for generated samples. At equilibrium D is 2 ln 2 and G is ln 2.
   * Goodfellow et al. 2014.
   */
  public static Loss nonSaturating() {
    return new Pair(GanLosses::crossEntropy, (r, f) -> f.negate().softplus().mean());
  }

  /**
   * The zero-sum game: D as {@link #nonSaturating()}, G: {@code -E softplus(f)}. Its generator has
   * no gradient while the discriminator is sure. Goodfellow et al. 2014.
   */
  public static Loss minimax() {
    return new Pair(GanLosses::crossEntropy, (r, f) -> f.softplus().mean().negate());
  }

  /** D: {@code E (r - 1)² / 2 + E f² / 2}, G: {@code E (f - 1)² / 2}. Mao et al. 2017. */
  public static Loss leastSquares() {
    return new Pair(
        (r, f) -> halfMeanSquare(r.minus(1)).plus(halfMeanSquare(f)),
        (r, f) -> halfMeanSquare(f.minus(1)));
  }

  /**
   * D: {@code E f - E r}, G: {@code -E f}: the critic's estimate of the Wasserstein distance, which
   * needs a penalty or weight clipping. Arjovsky et al. 2017.
   */
  public static Loss wasserstein() {
    return new Pair((r, f) -> f.mean().minus(r.mean()), (r, f) -> f.mean().negate());
  }

  /** D: {@code E max(0, 1 - r) + E max(0, 1 + f)}, G: {@code -E f}. Lim and Ye 2017. */
  public static Loss hinge() {
    return new Pair(
        (r, f) -> r.negate().plus(1).max(0).mean().plus(f.plus(1).max(0).mean()),
        (r, f) -> f.mean().negate());
  }

  /**
   * D: {@code E softplus(f - r)}, G: {@code E softplus(r - f)}, each real sample paired with a
   * generated one. Jolicoeur-Martineau 2019 (RpGAN), with R1 and R2: Huang et al. 2024.
   */
  public static Loss relativisticPairing() {
    return new Pair((r, f) -> f.minus(r).softplus().mean(), (r, f) -> r.minus(f).softplus().mean());
  }

  private static Tensor crossEntropy(Tensor real, Tensor fake) {
    return real.negate().softplus().mean().plus(fake.softplus().mean());
  }

  private static Tensor halfMeanSquare(Tensor x) {
    return x.square().mean().times(0.5);
  }
}
