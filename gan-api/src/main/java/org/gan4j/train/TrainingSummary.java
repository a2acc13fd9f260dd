package org.gan4j.train;

/**
 * What a training run was, when it is over.
 *
 * @param backend the backend's description
 * @param iterations how many iterations were done
 * @param stopped whether a listener stopped it before the plan's last iteration
 * @param optimizerSteps how many optimizer steps both players took together
 * @param wallSeconds the time from the first iteration to the last, listeners included
 */
public record TrainingSummary(
    String backend, int iterations, boolean stopped, long optimizerSteps, double wallSeconds) {

  /** Optimizer steps of both players a second. */
  public double stepsPerSecond() {
    return optimizerSteps / wallSeconds;
  }
}
