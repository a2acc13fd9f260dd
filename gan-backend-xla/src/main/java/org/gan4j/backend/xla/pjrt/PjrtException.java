package org.gan4j.backend.xla.pjrt;

/** What a plug-in answers instead of a result. */
public final class PjrtException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int RESOURCE_EXHAUSTED = 8;

  private final int code;

  PjrtException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** Whether the device has not as much memory as was asked for. */
  public boolean isLackOfMemory() {
    return code == RESOURCE_EXHAUSTED;
  }
}
