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
  /** The name of the input that holds the samples' classes. */
  public static final String LABELS = "labels";

  private final ModelTrace trace;
  private final String path;
  private final String application;
  private final ParameterView view;

  /** How a network around others sees their parameters, for instance divided by a norm. */
  @FunctionalInterface
  public interface ParameterView {
    /**
     * Traces what stands for a parameter.
     *
     * @param place where the parameter is, for state of the view's own beside it
     */
    Tensor of(Scope place, String name, Tensor parameter);
  }

  Scope(ModelTrace trace, String path, String application) {
    this(trace, path, application, (place, name, parameter) -> parameter);
  }

  private Scope(ModelTrace trace, String path, String application, ParameterView view) {
    this.trace = trace;
    this.path = path;
    this.application = application;
    this.view = view;
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
    Tensor parameter = trace.variable(path + "/" + name, shape, initializer, true);
    return trace.viewed(parameter, () -> view.of(this, name, parameter));
  }

  /**
   * This place with all parameters of the networks applied in it, however deep, replaced by a view
   * of them, which is traced once and shared by all applications.
   */
  public Scope viewingParameters(ParameterView inner) {
    return new Scope(
        trace,
        path,
        application,
        (place, name, parameter) -> view.of(place, name, inner.of(place, name, parameter)));
  }

  /**
   * What the network is given under a name besides the tensor that flows through it: a code, a
   * condition. It is the same in all parts of the network, however deep.
   *
   * @throws ShapeException if the network is applied without it
   */
  public Tensor input(String name) {
    return trace.input(name);
  }

  /**
   * The classes of the samples, {@code [batch, classes]}, 1 at a sample's class and 0 elsewhere:
   * the input named {@link #LABELS}.
   *
   * @throws ShapeException if the network is applied without classes
   */
  public Tensor labels() {
    return input(LABELS);
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
    Scope scope = new Scope(trace, path + "/" + name, application, view);
    try {
      Tensor output = part.apply(input, scope);
      trace.record(scope.path, output);
      return output;
    } catch (ShapeException e) {
      throw e.at(scope.path);
    }
  }
}
