package org.gan4j.backend.xla.stablehlo;

/** How exactly matrix products and convolutions are computed; all else is float32. */
public enum Precision {
  /** Products of 32-bit floats. */
  FLOAT32,
  /** Products of 19 bits on NVIDIA's tensor cores, with sums of 32 bits; elsewhere float32. */
  TF32,
  /** Products of 16 bits, with sums of 32 bits. */
  BFLOAT16
}
