package org.gan4j.backend;

import java.util.List;
import org.gan4j.program.Program;

/** A program that a backend cannot run; the message lists every operation that it cannot do. */
public final class UnsupportedProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedProgramException(Backend backend, Program program, List<String> problems) {
    super(
        "backend %s cannot run program %s:\n  %s\n  fix: choose another backend or change these"
            .formatted(backend.name(), program.name(), String.join("\n  ", problems)));
  }
}
