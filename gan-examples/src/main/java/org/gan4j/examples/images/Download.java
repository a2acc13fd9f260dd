package org.gan4j.examples.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.gan4j.data.Provenance;
import org.gan4j.data.PublishedFile;
import org.gan4j.examples.run.BadDataException;
import org.gan4j.examples.run.Bar;

/**
 * Brings published files into a folder. A file grows as {@code NAME.partial}, from which a later
 * download goes on, and gets its name when its SHA-256 is that of the published file.
 */
final class Download {
  /** How long to wait for a server until another one is tried. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<PublishedFile> files;
  private final List<URI> places;
  private final Path folder;
  private final Duration patience;
  private final PrintWriter out;
  private final HttpClient client;

  /**
   * A download.
   *
   * @param places folders that have the files, the one to try first before the others
   * @param folder where to put them
   * @param patience how long to wait for a connection, for an answer, and for more of a file
   * @param out what the user is told
   */
  Download(
      List<PublishedFile> files,
      List<URI> places,
      Path folder,
      Duration patience,
      PrintWriter out) {
    this.files = files;
    this.places = places;
    this.folder = folder;
    this.patience = patience;
    this.out = out;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(ProxySelector.getDefault())
            .build();
  }

  /**
   * Downloads what is missing.
   *
   * @throws BadDataException if a file cannot be had, or one that is there is another
   * @throws IllegalArgumentException if the folder is a file
   */
  void run() throws IOException, InterruptedException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is a file\n  fix: choose a folder with --data");
    }
    List<PublishedFile> missing = missing();
    if (!missing.isEmpty()) {
      Files.createDirectories(folder);
      say("From " + places.get(0) + " to " + folder + ":");
    }
    for (PublishedFile file : missing) {
      say("  %s, %,d bytes".formatted(file.name(), file.bytes()));
      fetch(file, missing);
    }
    say("All files are in %s, verified.".formatted(folder));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private List<PublishedFile> missing() throws IOException {
    List<PublishedFile> missing = new ArrayList<>();
    for (PublishedFile file : files) {
      Path path = folder.resolve(file.name());
      if (!Files.exists(path)) {
        missing.add(file);
      } else if (Files.isRegularFile(path) && Provenance.of(path, List.of(file)).verified()) {
        say(path + " is there, verified");
      } else {
        throw new BadDataException(
            "%s is there, but is not the published file, and is not overwritten\n  expected: %s\n  fix: move it away, then fetch again"
                .formatted(path, description(file)));
      }
    }
    return missing;
  }

  private void fetch(PublishedFile file, List<PublishedFile> missing)
      throws IOException, InterruptedException {
    Path partial = partial(file);
    List<String> failures = new ArrayList<>();
    for (URI place : places) {
      URI from = place.resolve(file.name());
      try {
        transferAndVerify(from, partial, file);
        Files.move(partial, folder.resolve(file.name()));
        return;
      } catch (TransferException e) {
        failures.add("\n  " + from + ": " + e.getMessage());
        if (failures.size() < places.size()) {
          say("    " + from + ": " + e.getMessage() + "; trying " + places.get(failures.size()));
        }
      }
    }
    throw new BadDataException(
        "cannot download %s%s\n  fix: try again later (what has arrived is kept), or place the files in %s by hand:%s"
            .formatted(file.name(), String.join("", failures), folder, descriptions(missing)));
  }

  private Path partial(PublishedFile file) {
    return folder.resolve(file.name() + ".partial");
  }

  private String descriptions(List<PublishedFile> missing) {
    return missing.stream()
        .filter(file -> !Files.exists(folder.resolve(file.name())))
        .map(file -> "\n    " + places.get(0).resolve(file.name()) + "\n      " + description(file))
        .collect(Collectors.joining());
  }

  private static String description(PublishedFile file) {
    return "%,d bytes, SHA-256 %s".formatted(file.bytes(), file.sha256());
  }

  /** What is resumed may have begun as another file; then it is done once more from its start. */
  private void transferAndVerify(URI from, Path partial, PublishedFile file)
      throws IOException, InterruptedException {
    boolean resumed;
    Provenance provenance;
    do {
      resumed = Files.exists(partial);
      transfer(from, partial, file);
      provenance = Provenance.of(partial, List.of(file));
      if (!provenance.verified()) {
        Files.delete(partial);
      }
    } while (resumed && !provenance.verified());
    if (!provenance.verified()) {
      throw new TransferException(
          "it is not the published file: its SHA-256 is " + provenance.sha256());
    }
  }

  private void transfer(URI from, Path partial, PublishedFile file)
      throws IOException, InterruptedException {
    long have = Files.exists(partial) ? Files.size(partial) : 0;
    if (have >= file.bytes()) {
      return;
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(patience);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new TransferException(reason(e));
    }
    try (InputStream body = response.body()) {
      boolean goesOn =
          response.statusCode() == 206
              && response
                  .headers()
                  .firstValue("Content-Range")
                  .orElse("")
                  .startsWith("bytes " + have + "-");
      if (!goesOn && response.statusCode() != 200) {
        throw new TransferException("the server answers with status " + response.statusCode());
      }
      long begin = goesOn ? have : 0;
      long length =
          response.headers().firstValueAsLong("Content-Length").orElse(file.bytes() - begin);
      if (length != file.bytes() - begin) {
        throw new TransferException(
            "it has %,d bytes, the published file %,d".formatted(begin + length, file.bytes()));
      }
      try (OutputStream to = open(partial, goesOn);
          ImpatientStream content =
              new ImpatientStream(withProgress(body, begin, file), patience)) {
        copy(content, to, begin, file);
      }
    }
  }

  private static OutputStream open(Path partial, boolean goesOn) {
    try {
      return Files.newOutputStream(
          partial,
          StandardOpenOption.CREATE,
          goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + partial, e);
    }
  }

  private void copy(ImpatientStream content, OutputStream to, long begin, PublishedFile file)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[1 << 16];
    long position = begin;
    int count = read(content, buffer, position);
    while (count > 0 && position + count <= file.bytes()) {
      write(to, buffer, count, partial(file));
      position += count;
      count = read(content, buffer, position);
    }
    if (count > 0 || position < file.bytes()) {
      throw new TransferException(
          "it ends %s the %,d bytes of the published file"
              .formatted(count > 0 ? "after" : "before", file.bytes()));
    }
  }

  private int read(ImpatientStream content, byte[] buffer, long position)
      throws TransferException, InterruptedException {
    try {
      return content.read(buffer);
    } catch (TimeoutException e) {
      throw new TransferException(
          "it came to a halt after %,d bytes, for %s s"
              .formatted(position, patience.toMillis() / 1000.0));
    } catch (IOException e) {
      throw new TransferException("it broke off after %,d bytes".formatted(position));
    }
  }

  private static void write(OutputStream to, byte[] buffer, int count, Path partial) {
    try {
      to.write(buffer, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + partial, e);
    }
  }

  private static InputStream withProgress(InputStream body, long begin, PublishedFile file) {
    if (!Bar.isSeen()) {
      return body;
    }
    return ProgressBar.wrap(
        body,
        Bar.of(file.name(), file.bytes())
            .startsFrom(begin, Duration.ZERO)
            .setUnit(" MB", 1_000_000));
  }

  /** The client's own messages are often empty. */
  private static String reason(IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnresolvedAddressException) {
      return "its host is unknown";
    }
    if (failure instanceof ConnectException) {
      return "no connection to its host";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /** That a place does not give the file; another may. */
  private static final class TransferException extends IOException {
    private static final long serialVersionUID = 1L;

    TransferException(String message) {
      super(message);
    }
  }
}
