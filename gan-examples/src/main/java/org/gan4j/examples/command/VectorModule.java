package org.gan4j.examples.command;

import java.lang.reflect.InvocationTargetException;

/**
 * The incubator module of vector instructions, which the jvm backend uses where it is there.
 *
 * <p>The JVM's own {@code --add-modules} warns of it on the standard error, before any code of ours
 * runs, and cannot be told not to. So the {@code gan} script exports the JDK's method that loads a
 * module later.
 */
final class VectorModule {
  private VectorModule() {}

  /** Loads it if the JVM lets us; the backend has kernels without it. */
  static void load() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, "jdk.incubator.vector");
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException otherJvm) {
      // The backend's description says which kernels it has.
    }
  }
}
