package org.gan4j.loss;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** The loss of a classifier. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * {@code E (log sum over k of exp(l_k) - l_y)} with {@code y} the sample's class, without
   * overflow.
   *
   * @param logits {@code l [batch, classes]}
   * @param labels {@code [batch, classes]}, 1 at each sample's class and 0 elsewhere
   * @return a scalar
   */
  public static Tensor of(Tensor logits, Tensor labels) {
    Check.given("logits", logits);
    Check.given("labels", labels);
    Tensor largest = logits.maxOver(-1).stopGradient();
    Tensor relative = logits.minus(largest);
    Tensor logSum = relative.exp().sum(-1).log();
    return logSum.minus(relative.times(labels).sum(-1)).mean();
  }
}
