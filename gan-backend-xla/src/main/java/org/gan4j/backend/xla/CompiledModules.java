package org.gan4j.backend.xla;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.gan4j.backend.xla.pjrt.LoadedProgram;

/**
 * The compiled modules of a device, by their texts, which sessions share, since compiling even a
 * small one takes long. Those that no session uses wait for the next one, but not many do.
 */
final class CompiledModules {
  private static final int MOST_IDLE = 16;

  private final Function<String, LoadedProgram> compiler;
  private final Map<String, Shared> inUse = new HashMap<>();
  private final Map<String, Shared> idle = new LinkedHashMap<>();

  CompiledModules(Function<String, LoadedProgram> compiler) {
    this.compiler = compiler;
  }

  /** A module and how many use it. */
  private static final class Shared {
    final LoadedProgram program;
    int users;

    Shared(LoadedProgram program) {
      this.program = program;
    }
  }

  /** The compiled module of a text; each that is taken is given back once. */
  synchronized LoadedProgram take(String text) {
    Shared shared = inUse.get(text);
    if (shared == null) {
      Shared waiting = idle.remove(text);
      shared = waiting != null ? waiting : new Shared(compiler.apply(text));
      inUse.put(text, shared);
    }
    shared.users++;
    return shared.program;
  }

  /** Gives back the module of a text. */
  synchronized void giveBack(String text) {
    Shared shared = inUse.get(text);
    if (shared != null && --shared.users == 0) {
      inUse.remove(text);
      idle.put(text, shared);
      Iterator<Shared> eldest = idle.values().iterator();
      while (idle.size() > MOST_IDLE) {
        eldest.next().program.close();
        eldest.remove();
      }
    }
  }
}
