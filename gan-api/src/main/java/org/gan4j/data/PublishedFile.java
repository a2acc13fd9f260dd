package org.gan4j.data;

import org.gan4j.check.Check;

/**
 * A file of a data set as it was published.
 *
 * @param name its name
 * @param bytes its length
 * @param sha256 the SHA-256 of its bytes, in lower-case hexadecimal
 */
public record PublishedFile(String name, long bytes, String sha256) {
  /** Checks its arguments. */
  public PublishedFile {
    Check.given("name", name);
    Check.given("sha256", sha256);
  }
}
