package org.gan4j.examples.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gan4j.classifier.Classifier;
import org.gan4j.file.UserCache;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors;

/**
 * Classifiers that are kept for later runs. What is wrong with the cache costs time and a warning,
 * never the run.
 */
final class ClassifierCache {
  private final Optional<Path> folder;
  private final PrintWriter err;

  private ClassifierCache(Optional<Path> folder, PrintWriter err) {
    this.folder = folder;
    this.err = err;
  }

  /** The user's. */
  static ClassifierCache ofUser(PrintWriter err) {
    return new ClassifierCache(UserCache.folder(), err);
  }

  /** That in a folder, which is made when there is something to keep. */
  static ClassifierCache in(Path folder, PrintWriter err) {
    return new ClassifierCache(Optional.of(folder), err);
  }

  /**
   * The classifier of a name, or else a new one, which is kept.
   *
   * @param restore makes the classifier of its weights
   */
  Classifier get(
      String name,
      Function<Map<Variable, float[]>, Classifier> restore,
      Supplier<Classifier> train) {
    Optional<Path> file = folder.map(path -> path.resolve(name + ".safetensors"));
    Optional<Classifier> kept = file.filter(Files::exists).flatMap(path -> read(path, restore));
    return kept.orElseGet(
        () -> {
          Classifier trained = train.get();
          file.ifPresentOrElse(
              path -> keep(trained, path), () -> warnOfKeeping("there is no home folder"));
          return trained;
        });
  }

  private Optional<Classifier> read(
      Path file, Function<Map<Variable, float[]>, Classifier> restore) {
    try {
      return Optional.of(restore.apply(SafeTensors.read(file)));
    } catch (IOException | RuntimeException e) {
      String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      warn("the classifier that an earlier run kept is of no use and is made anew: " + what);
      return Optional.empty();
    }
  }

  private void keep(Classifier classifier, Path file) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      SafeTensors.write(file, classifier.weights());
    } catch (IOException e) {
      warnOfKeeping("%s cannot be written (%s)".formatted(file, e));
    }
  }

  private void warnOfKeeping(String why) {
    warn(
        "the classifier is not kept, so that the next run trains it again: %s\n  fix: name a folder that can be written to in the environment variable XDG_CACHE_HOME"
            .formatted(why));
  }

  private void warn(String what) {
    err.println("gan: warning: " + what);
    err.flush();
  }
}
