package org.gan4j.backend;

/** A device that has not as much memory as a program takes. */
public final class DeviceMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A device without enough memory.
   *
   * @param backend the backend's name
   * @param device in the words of a user: {@code cuda:0}
   * @param fix what the user can do beside asking for less
   * @param cause what the engine says
   */
  public DeviceMemoryException(String backend, String device, String fix, Throwable cause) {
    super(
        "backend %s: the device %s has not enough memory: %s\n  fix: take a smaller batch or smaller networks%s"
            .formatted(backend, device, cause.getMessage(), fix.isEmpty() ? "" : ", or " + fix),
        cause);
  }
}
