package org.gan4j.nn;

import org.gan4j.tensor.Tensor;

/** Each pixel's mean with its neighbours, 1 : 2 : 1 along both axes, with zeros beyond the edge. */
record Blur() implements Network {

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Requirements.requireImages("blur", input);
    return blurred(blurred(input, 1), 2);
  }

  private static Tensor blurred(Tensor images, int axis) {
    int size = images.shape().size(axis);
    Tensor padded = images.pad(axis, 1, 1);
    Tensor neighbours = padded.slice(axis, 0, size).plus(padded.slice(axis, 2, size + 2));
    return images.times(0.5).plus(neighbours.times(0.25));
  }

  @Override
  public String kind() {
    return "blur";
  }
}
