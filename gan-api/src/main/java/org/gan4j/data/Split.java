package org.gan4j.data;

/** The parts in which data sets are published. */
public enum Split {
  /** What models are trained on. */
  TRAIN,
  /** What is held back to judge them. */
  TEST
}
