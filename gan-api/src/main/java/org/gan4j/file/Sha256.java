package org.gan4j.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.gan4j.check.Check;

/**
 * The hash by which files and their contents are told apart.
 *
 * <pre>{@code
 * MessageDigest digest = Sha256.newDigest();
 * digest.update(bytes);
 * String name = Sha256.digits(digest);
 * }</pre>
 */
public final class Sha256 {
  private Sha256() {}

  /** A digest of nothing yet. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The 64 hexadecimal digits of what was digested; the digest is as new afterwards. */
  public static String digits(MessageDigest digest) {
    return HexFormat.of().formatHex(Check.given("digest", digest).digest());
  }
}
