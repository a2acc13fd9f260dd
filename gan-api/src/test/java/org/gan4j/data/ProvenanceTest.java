package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
  /** Of the three bytes "abc", from FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @Test
  void aFileIsVerifiedByItsContent() throws IOException {
    List<PublishedFile> published =
        List.of(new PublishedFile("x", 1, "0".repeat(64)), new PublishedFile("abc", 3, ABC));
    Path file = Files.writeString(folder.resolve("renamed"), "abc");
    assertThat(Provenance.of(file, published)).isEqualTo(new Provenance(file, ABC, true));
    assertThat(Provenance.of(file, published)).hasToString(file + ": verified, SHA-256 " + ABC);
    Files.writeString(file, "abd");
    assertThat(Provenance.of(file, published).verified()).isFalse();
  }

  @Test
  void publishedChecksumsAreWrittenAsTheyAreCompared() {
    assertThat(Stream.concat(Mnist.published().stream(), Cifar10.published().stream()))
        .hasSize(5)
        .allMatch(file -> file.sha256().matches("[0-9a-f]{64}"));
  }
}
