package org.gan4j.report.gan;

import java.util.List;
import org.gan4j.report.picture.LossCurves;

/** Where the losses of a game settle, if both players play as well as can be. */
public final class Equilibrium {
  private Equilibrium() {}

  /** The non-saturating loss: no logit is sure of anything (Goodfellow et al. 2014). */
  public static LossCurves.Reference ofNonSaturating() {
    return new LossCurves.Reference(
        "2 ln 2 and ln 2: equilibrium of the non-saturating loss",
        List.of(2 * Math.log(2), Math.log(2)));
  }
}
