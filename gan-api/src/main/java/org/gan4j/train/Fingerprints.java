package org.gan4j.train;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gan4j.file.Sha256;
import org.gan4j.random.RandomStream;
import org.gan4j.step.Step;

/**
 * By what a training is known again: hashes of its programs and of what its feeds draw. Batches are
 * functions of seed and number, so the first ones tell data apart.
 */
final class Fingerprints {
  private static final int DRAWS = 16;
  private static final String PROGRAMS = "programs";
  private static final String FEED = "feed.";

  private Fingerprints() {}

  static Map<String, String> of(Training training) {
    Map<String, String> fingerprints = new LinkedHashMap<>();
    fingerprints.put(PROGRAMS, ofPrograms(training.scheme()));
    for (Feed feed : training.scheme().feeds()) {
      fingerprints.put(FEED + feed.purpose(), ofDraws(feed, training.seed()));
    }
    return fingerprints;
  }

  private static String ofPrograms(Scheme scheme) {
    MessageDigest digest = Sha256.newDigest();
    for (Step step : scheme.steps()) {
      digest.update(step.program().toString().getBytes(StandardCharsets.UTF_8));
      step.randomInputs()
          .forEach(input -> digest.update(input.toString().getBytes(StandardCharsets.UTF_8)));
    }
    scheme.order().forEach(action -> digest.update(action.getBytes(StandardCharsets.UTF_8)));
    return Sha256.digits(digest);
  }

  private static String ofDraws(Feed feed, long seed) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(feed.fingerprint().getBytes(StandardCharsets.UTF_8));
    Feed.Filling filling = feed.filling();
    RandomStream stream = RandomStream.of(seed, feed.purpose());
    float[][] arrays =
        feed.inputs().stream()
            .map(input -> new float[input.shape().elementCount()])
            .toArray(float[][]::new);
    for (int draw = 0; draw < DRAWS; draw++) {
      filling.fill(arrays, stream.at(draw));
      for (float[] array : arrays) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * array.length);
        bytes.asFloatBuffer().put(array);
        digest.update(bytes);
      }
    }
    return Sha256.digits(digest);
  }

  static List<Checkpoint.Difference> differences(
      Map<String, String> before, Map<String, String> now) {
    List<Checkpoint.Difference> differences = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      if (!Objects.equals(before.get(name), now.get(name))) {
        differences.add(
            name.equals(PROGRAMS)
                ? new Checkpoint.Difference(
                    Checkpoint.Part.PROGRAMS,
                    "its networks, losses, optimizers or the order of its steps are others")
                : new Checkpoint.Difference(
                    Checkpoint.Part.DATA,
                    ofFeed(before.containsKey(name), now.containsKey(name))
                        .formatted(name.substring(FEED.length()))));
      }
    }
    return differences;
  }

  private static String ofFeed(boolean was, boolean is) {
    if (was && is) {
      return "its feed \"%s\" draws other data";
    }
    return was ? "it has no feed \"%s\"" : "it has another feed \"%s\"";
  }
}
