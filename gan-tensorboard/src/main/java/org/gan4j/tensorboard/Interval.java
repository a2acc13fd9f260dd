package org.gan4j.tensorboard;

import org.gan4j.check.Check;

/**
 * From which iterations something is kept: the multiples of a number, which doubles whenever there
 * are too many, so that a file grows with the logarithm of the training's length only. It depends
 * on the iteration's number alone, so that a resumed training keeps the same ones.
 *
 * @param every the number at first, at least 1
 * @param most how many are kept at each density
 */
record Interval(int every, int most) {
  Interval {
    Check.atLeastOne("how often something is kept", every);
  }

  boolean has(int iteration) {
    long interval = every;
    while (iteration / interval >= most) {
      interval *= 2;
    }
    return iteration % interval == 0;
  }
}
