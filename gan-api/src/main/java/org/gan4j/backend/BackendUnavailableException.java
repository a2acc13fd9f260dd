package org.gan4j.backend;

/** A backend that is on the class path, but whose engine does not load. */
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An engine that does not load.
   *
   * @param backend the backend's name
   * @param engine what did not load
   * @param fix what the user can do
   * @param cause why; the message shows its root
   */
  public BackendUnavailableException(String backend, String engine, String fix, Throwable cause) {
    super(
        "backend %s: %s did not load: %s\n  fix: %s, or choose another backend"
            .formatted(backend, engine, root(cause), fix),
        cause);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      root = next;
    }
    return root;
  }
}
