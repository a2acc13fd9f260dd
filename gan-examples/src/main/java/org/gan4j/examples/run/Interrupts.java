package org.gan4j.examples.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ctrl-C, SIGTERM and a closed terminal, while something runs that wants to end in its own way: the
 * first of them asks it to, a second ends the process at once, with {@link ExitCode#INTERRUPTED}.
 * Those that come with the first count as one: {@code timeout} signals the process and its group.
 *
 * <p>A shutdown hook could do the first only: while hooks run, the JVM hears no second signal. The
 * JDK's class for signals is called by reflection, since the compiler warns of each use. Where it
 * is missing, or a signal is not to be had, that signal ends the process.
 */
public final class Interrupts implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private static final long TOGETHER_NANOSECONDS = 500_000_000;

  private final Map<String, Object> handlersBefore = new LinkedHashMap<>();

  private Interrupts() {}

  /**
   * From now on until it is closed.
   *
   * @param request asks what runs to end; another thread calls it
   */
  public static Interrupts firstCalls(Runnable request) {
    AtomicLong asked = new AtomicLong();
    Interrupts interrupts = new Interrupts();
    for (String signal : SIGNALS) {
      try {
        interrupts.handlersBefore.put(
            signal,
            handle(
                signal,
                handler(
                    () -> {
                      long now = System.nanoTime() | 1; // 0 is none
                      if (asked.compareAndSet(0, now)) {
                        System.err.println("gan: stopping; a second time stops at once");
                        request.run();
                      } else if (now - asked.get() > TOGETHER_NANOSECONDS) {
                        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                      }
                    })));
      } catch (ReflectiveOperationException noSuchSignal) {
        // It does what it does.
      }
    }
    return interrupts;
  }

  private static Object handler(Runnable action) throws ClassNotFoundException {
    Class<?> type = Class.forName("sun.misc.SignalHandler");
    InvocationHandler handling =
        (proxy, method, arguments) -> {
          action.run();
          return null;
        };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handling);
  }

  /** Gives a signal a handler, and returns the one it had. */
  private static Object handle(String signal, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    return type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
  }

  /** Signals do again what they did before. */
  @Override
  public void close() {
    handlersBefore.forEach(
        (signal, handler) -> {
          try {
            handle(signal, handler);
          } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("SIG" + signal + " had another handler", impossible);
          }
        });
  }
}
