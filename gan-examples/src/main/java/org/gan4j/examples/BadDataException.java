package org.gan4j.examples;

/** Input data, such as a run folder, that cannot be used; the message says which and why. */
final class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadDataException(String message) {
    super(message);
  }
}
