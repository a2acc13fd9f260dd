package org.gan4j.nn;

/** What a network is traced for: layers such as dropout and batch norm differ between the two. */
public enum Mode {
  /** For a training step: batch statistics, dropout. */
  TRAIN,
  /** For use and for observation: running statistics, no dropout. */
  INFERENCE
}
