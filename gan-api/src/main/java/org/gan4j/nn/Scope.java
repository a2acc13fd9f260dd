package org.gan4j.nn;

import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/**
 * What a network finds at its place while it is traced: its path, the mode, and everything that
 * must outlive or feed the trace: parameters, state, random numbers. Asking twice for one name at
 * one path gives the same variable, so applying a network twice shares its weights.
 */
public final class Scope {
  private final ModelTrace trace;
  private final String path;
  private final String application;

  Scope(ModelTrace trace, String path, String application) {
    this.trace = trace;
    this.path = path;
    this.application = application;
  }

  /** Where this is in the user's network: {@code generator/dense1}. */
  public String path() {
    return path;
  }

  /** What the network is traced for. */
  public Mode mode() {
    return trace.mode();
  }

  /**
   * A trainable variable of this network.
   *
   * @throws ShapeException if it exists with another shape, because this network was applied to an
   *     input of another size before
   */
  public Tensor parameter(String name, Shape shape, Initializer initializer) {
    return trace.variable(path + "/" + name, shape, initializer, true);
  }

  /** A variable that no optimizer touches, such as a running mean, as of the last setState. */
  public Tensor state(String name, Shape shape, Initializer initializer) {
    return trace.state(path + "/" + name, shape, initializer);
  }

  /**
   * Gives a state its next value. It is written by the training step of the player that owns this
   * network, and by no other.
   */
  public void setState(String name, Tensor value) {
    trace.setState(path + "/" + name, value);
  }

  /** Random numbers, drawn anew at each run and for each application of the network. */
  public Tensor random(String name, Shape shape, Distribution distribution) {
    return trace.random(application + path + "/" + name, shape, distribution);
  }

  /**
   * Applies a part of this network under a name of its own, by which its output can be asked for.
   */
  public Tensor apply(String name, Network part, Tensor input) {
    Scope scope = new Scope(trace, path + "/" + name, application);
    try {
      Tensor output = part.apply(input, scope);
      trace.record(scope.path, output);
      return output;
    } catch (ShapeException e) {
      throw e.at(scope.path);
    }
  }
}
