package org.gan4j.backend.jvm.lanes;

/**
 * Transcendental functions of one element. {@link VectorFunctions} does the same arithmetic in the
 * same order for vectors, and so gives the same bits.
 *
 * <p>The exponential is that of the nearest multiple of ln 2 times a Taylor series of the rest,
 * which is at most ln 2 / 2 in size: eight terms leave a relative error below 1e-8.
 */
final class ScalarFunctions {
  static final float LOG2_E = (float) (1 / Math.log(2));
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = (float) (Math.log(2) - 0.693359375);
  static final float ROUNDER = 0x1.8p23f;
  static final float EXP_OVERFLOWS = 88.8f;
  static final float EXP_UNDERFLOWS = -104f;

  private ScalarFunctions() {}

  static float exp(float x) {
    float limited = Math.max(Math.min(x, EXP_OVERFLOWS), EXP_UNDERFLOWS);
    float rounded = Math.fma(limited, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, limited));
    float p = 1 / 5040f;
    p = Math.fma(p, r, 1 / 720f);
    p = Math.fma(p, r, 1 / 120f);
    p = Math.fma(p, r, 1 / 24f);
    p = Math.fma(p, r, 1 / 6f);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r, 1);
    p = Math.fma(p, r, 1);
    int exponent = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(ROUNDER);
    int half = exponent >> 1;
    return p * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent << 23) + 0x3f800000);
  }

  /**
   * {@code 2 t / (1 - t)} near 0, with {@code t = tanh(x / 2)} by Lambert's continued fraction;
   * {@code exp(x) - 1} elsewhere.
   */
  static float expm1(float x) {
    float y = 0.5f * x;
    float q = y * y;
    float above = Math.fma(Math.fma(q, 1, 105f), q, 945f);
    float below = Math.fma(Math.fma(q, 15f, 420f), q, 945f);
    float near = x * above / Math.fma(-y, above, below);
    return ScalarLanes.select(Math.abs(x) < 0.5f, near, exp(x) - 1);
  }

  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    float r = 1 / (1 + e);
    return ScalarLanes.select(x >= 0, r, e * r);
  }

  /** {@code max(x, 0) + log(1 + e)} with {@code e = exp(-|x|)}: see {@link #logOnePlus}. */
  static float softplus(float x) {
    return Math.max(x, 0) + logOnePlus(exp(-Math.abs(x)));
  }

  /** For e in [0, 1]: {@code 2 artanh(s)} with {@code s = e / (2 + e)}, by its series in s². */
  private static float logOnePlus(float e) {
    float s = e / (2 + e);
    float q = s * s;
    float p = 2 / 17f;
    p = Math.fma(p, q, 2 / 15f);
    p = Math.fma(p, q, 2 / 13f);
    p = Math.fma(p, q, 2 / 11f);
    p = Math.fma(p, q, 2 / 9f);
    p = Math.fma(p, q, 2 / 7f);
    p = Math.fma(p, q, 2 / 5f);
    p = Math.fma(p, q, 2 / 3f);
    p = Math.fma(p, q, 2);
    return p * s;
  }

  /** Lambert's continued fraction near 0, {@code 1 - 2 / (exp(2 |x|) + 1)} elsewhere. */
  static float tanh(float x) {
    float q = x * x;
    float near =
        x * Math.fma(Math.fma(q, 1, 105f), q, 945f) / Math.fma(Math.fma(q, 15f, 420f), q, 945f);
    float magnitude = Math.abs(x);
    float far = 1 - 2 / (exp(magnitude + magnitude) + 1);
    return ScalarLanes.select(magnitude < 0.5f, near, ScalarLanes.select(x < 0, -far, far));
  }
}
