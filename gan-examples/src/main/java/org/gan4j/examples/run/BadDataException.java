package org.gan4j.examples.run;

/** Input data, such as a run folder, that cannot be used; the message says which and why. */
public final class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public BadDataException(String message) {
    super(message);
  }
}
