package org.gan4j.examples.images;

import org.gan4j.nn.Network;

/** The two networks of a preset, for the images and the width that the settings say. */
interface ImageNetworks {

  /** From noise {@code [batch, noiseSize]} to images. */
  Network generator();

  /** From images to logits {@code [batch, 1]}. */
  Network discriminator();
}
