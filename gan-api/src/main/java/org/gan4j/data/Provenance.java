package org.gan4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.file.Sha256;

/**
 * Which file data were read from, and whether it is one of those that were published.
 *
 * @param file the file
 * @param sha256 the SHA-256 of its bytes as they lie on the disk, in lower-case hexadecimal
 * @param verified whether a published file has the same; otherwise the data may be anything of the
 *     right format, which deserves a warning
 */
public record Provenance(Path file, String sha256, boolean verified) {
  /** Checks its arguments. */
  public Provenance {
    Check.given("file", file);
    Check.given("sha256", sha256);
  }

  /** Reads a file and compares it with published ones. */
  public static Provenance of(Path file, List<PublishedFile> published) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return of(file, digest, published);
  }

  /** What is known of a file from the digest of all its bytes. */
  static Provenance of(Path file, MessageDigest digest, List<PublishedFile> published) {
    String sha256 = Sha256.digits(digest);
    return new Provenance(
        file, sha256, published.stream().anyMatch(known -> known.sha256().equals(sha256)));
  }

  /** One line for the user: {@code FILE: verified} or {@code FILE: unknown}, and its SHA-256. */
  @Override
  public String toString() {
    return "%s: %s, SHA-256 %s"
        .formatted(file, verified ? "verified" : "unknown, not the published file", sha256);
  }
}
