package org.gan4j.gan;

/** The two sides of a GAN. */
public enum Player {
  /** Tells real samples from generated ones. */
  DISCRIMINATOR,
  /** Makes samples from noise. */
  GENERATOR
}
