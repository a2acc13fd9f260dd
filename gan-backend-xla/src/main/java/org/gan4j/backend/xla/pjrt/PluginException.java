package org.gan4j.backend.xla.pjrt;

/** A plug-in that is of no use. */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PluginException(String message) {
    super(message);
  }
}
