package org.gan4j.train;

import java.io.IOException;

/**
 * A listener that goes on where it was when a training is resumed: what it remembers is part of
 * each {@link Checkpoint}.
 */
public interface RememberingListener extends TrainingListener {

  /** Names its memory in a checkpoint; no other listener of the training has this name. */
  String memoryName();

  /**
   * What it remembers after the iteration that has just ended. This is called while training waits;
   * what it returns is called later, perhaps by another thread, while training goes on.
   */
  Memory remember();

  /**
   * Takes up what it remembered; called before {@link #trainingStarted} of a resumed training.
   *
   * @throws IOException if these bytes are not what {@link #remember} gave
   */
  void recall(byte[] memory) throws IOException;

  /** What a listener remembers, to be written down. */
  @FunctionalInterface
  interface Memory {
    /** The bytes, which do not depend on when this is called. */
    byte[] bytes() throws IOException;
  }
}
