package org.gan4j.file;

import java.nio.file.Path;
import java.util.Optional;

/** The folder in which this user's programs keep what can be made again. */
public final class UserCache {
  private UserCache() {}

  /**
   * gan4j's part of it: {@code gan4j} in {@code XDG_CACHE_HOME}, by default in {@code ~/.cache};
   * none if neither is an absolute path. The folder need not exist.
   */
  public static Optional<Path> folder() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home", ""), ".cache");
    Path caches =
        configured != null && Path.of(configured).isAbsolute() ? Path.of(configured) : home;
    return Optional.of(caches.resolve("gan4j")).filter(Path::isAbsolute);
  }
}
