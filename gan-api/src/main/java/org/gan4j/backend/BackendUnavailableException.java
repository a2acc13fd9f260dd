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

  /**
   * A backend that lacks something.
   *
   * @param backend the backend's name
   * @param problem what it lacks
   * @param fix what the user can do
   */
  public BackendUnavailableException(String backend, String problem, String fix) {
    super("backend %s: %s\n  fix: %s, or choose another backend".formatted(backend, problem, fix));
  }

  /**
   * What the user can do where JavaCPP cannot unpack native libraries from their jars or load them:
   * it needs a folder that can be written to, has room, and is not mounted {@code noexec}.
   *
   * @param megabytes how much room
   */
  public static String fixOfUnpacking(int megabytes) {
    String property = "org.bytedeco.javacpp.cachedir";
    return "libraries are unpacked to %s; let it be written to and loaded from, and have %d MB free, or name another folder (JDK_JAVA_OPTIONS=-D%s=DIR)"
        .formatted(System.getProperty(property, "~/.javacpp/cache"), megabytes, property);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      root = next;
    }
    return root;
  }
}
