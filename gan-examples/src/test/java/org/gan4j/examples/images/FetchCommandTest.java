package org.gan4j.examples.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gan4j.data.Mnist;
import org.gan4j.data.PublishedFile;
import org.gan4j.examples.command.Main;
import org.gan4j.examples.run.BadDataException;
import org.gan4j.random.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** gan fetch, against a server on this machine. */
class FetchCommandTest {
  private static final String NAME = "images.gz";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final byte[] content = new byte[300_000];
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** A stalled answer must not keep the others waiting. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final CountDownLatch ended = new CountDownLatch(1);
  private PublishedFile published = new PublishedFile("", 0, "");
  private HttpServer server;
  private Answer answer = Answer.RANGES;
  private Duration patience = Duration.ofSeconds(30);

  /** How the server behaves. */
  private enum Answer {
    RANGES,
    WHOLE,
    BREAKS_OFF,
    WITHOUT_LENGTH,
    OTHER_CONTENT,
    ENDLESS,
    WRONG_RANGE,
    MISSING,
    STALLS,
    TRICKLES
  }

  FetchCommandTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
  }

  @BeforeEach
  void start() throws Exception {
    RandomStream stream = RandomStream.of(1, "content");
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) stream.nextInt(256);
    }
    published = new PublishedFile(NAME, content.length, sha256(content));
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private void waitForTheEnd() throws InterruptedException {
    assertThat(ended.await(1, TimeUnit.MINUTES)).as("the client gives up by itself").isTrue();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try {
      answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    byte[] rest = Arrays.copyOfRange(content, from, content.length);
    try (exchange) {
      switch (answer) {
        case RANGES -> {
          if (from > 0) {
            exchange
                .getResponseHeaders()
                .set(
                    "Content-Range",
                    "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
          }
          send(exchange, from > 0 ? 206 : 200, rest, rest.length);
        }
        case WHOLE -> send(exchange, 200, content, content.length);
        case BREAKS_OFF -> send(exchange, 200, Arrays.copyOf(content, 100_000), content.length);
        case WITHOUT_LENGTH -> send(exchange, 200, Arrays.copyOf(content, 100_000), 0);
        case OTHER_CONTENT -> send(exchange, 200, new byte[content.length], content.length);
        case ENDLESS -> send(exchange, 200, Arrays.copyOf(content, content.length + 1), 0);
        case WRONG_RANGE -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-1/2");
          send(exchange, 206, rest, rest.length);
        }
        case MISSING -> send(exchange, 404, new byte[3], 3);
        case STALLS -> {
          send(exchange, 200, Arrays.copyOf(content, 100_000), content.length);
          exchange.getResponseBody().flush();
          waitForTheEnd();
        }
        case TRICKLES -> {
          exchange.sendResponseHeaders(200, content.length);
          for (int i = 0; i < 100 && !ended.await(50, TimeUnit.MILLISECONDS); i++) {
            exchange.getResponseBody().write(content, i, 1);
            exchange.getResponseBody().flush();
          }
        }
      }
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body, int length)
      throws IOException {
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(body);
  }

  private URI place() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/set/");
  }

  private void download(URI... places) throws Exception {
    new Download(List.of(published), List.of(places), folder, patience, new PrintWriter(out, true))
        .run();
  }

  private void assertDownloaded() throws IOException {
    assertThat(folder.resolve(NAME)).hasBinaryContent(content);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve(NAME));
    }
  }

  private Path partial() {
    return folder.resolve(NAME + ".partial");
  }

  private void assertFails(String said, URI... places) {
    assertThatThrownBy(() -> download(places))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(said)
        .hasMessageContaining(
            "fix: try again later (what has arrived is kept), or place the files in " + folder)
        .hasMessageContaining(NAME + "\n      300,000 bytes, SHA-256 " + published.sha256());
    assertThat(folder.resolve(NAME)).doesNotExist();
  }

  @Test
  void aFileIsDownloadedIntoANewFolder() throws Exception {
    folder = folder.resolve("new/folder");
    download(place());
    assertDownloaded();
    assertThat(requests).containsExactly("/set/" + NAME);
    assertThat(out.toString())
        .contains("From " + place() + " to " + folder, NAME + ", 300,000 bytes", "verified");
  }

  @Test
  void whatIsThereIsNotDownloadedAgain() throws Exception {
    Files.write(folder.resolve(NAME), content);
    download(place());
    assertThat(requests).isEmpty();
    assertDownloaded();
    assertThat(out.toString()).contains(folder.resolve(NAME) + " is there, verified");
  }

  @Test
  void anotherFileOfThatNameIsNotOverwritten() throws Exception {
    Files.writeString(folder.resolve(NAME), "mine");
    assertThatThrownBy(() -> download(place()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is there, but is not the published file, and is not overwritten")
        .hasMessageContaining("fix: move it away, then fetch again");
    assertThat(folder.resolve(NAME)).hasContent("mine");
    assertThat(requests).isEmpty();
  }

  @Test
  void aDownloadThatBrokeOffGoesOnWhereItStopped() throws Exception {
    answer = Answer.BREAKS_OFF;
    assertFails("it broke off after 100,000 bytes", place());
    assertThat(partial()).hasBinaryContent(Arrays.copyOf(content, 100_000));
    answer = Answer.RANGES;
    download(place());
    assertDownloaded();
    assertThat(requests).containsExactly("/set/" + NAME, "/set/" + NAME + " bytes=100000-");
  }

  @Test
  void aBodyWithoutLengthThatEndsEarlyIsKeptToo() throws Exception {
    answer = Answer.WITHOUT_LENGTH;
    assertFails("it ends before the 300,000 bytes", place());
    assertThat(partial()).hasSize(100_000);
  }

  @Test
  void aServerThatDoesNotResumeSendsTheWhole() throws Exception {
    Files.write(partial(), new byte[100]);
    answer = Answer.WHOLE;
    download(place());
    assertDownloaded();
    assertThat(requests).hasSize(1);
  }

  @Test
  void aResumedDownloadThatTurnsOutWrongIsDoneOnceMoreFromItsStart() throws Exception {
    Files.write(partial(), new byte[100]);
    download(place());
    assertDownloaded();
    assertThat(requests).containsExactly("/set/" + NAME + " bytes=100-", "/set/" + NAME);
  }

  @Test
  void aPartialFileThatIsWholeIsOnlyChecked() throws Exception {
    Files.write(partial(), content);
    download(place());
    assertDownloaded();
    assertThat(requests).isEmpty();
    Files.delete(folder.resolve(NAME));
    Files.write(partial(), new byte[content.length + 5]);
    download(place());
    assertDownloaded();
    assertThat(requests).containsExactly("/set/" + NAME);
  }

  @Test
  void aWrongChecksumIsRefusedAndNothingStays() throws Exception {
    answer = Answer.OTHER_CONTENT;
    assertFails(
        "it is not the published file: its SHA-256 is " + sha256(new byte[content.length]),
        place());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aBodyLongerThanThePublishedFileIsNotTaken() {
    answer = Answer.ENDLESS;
    assertFails("it ends after the 300,000 bytes", place());
  }

  @Test
  void aStatusOtherThanSuccessIsSaid() {
    answer = Answer.MISSING;
    assertFails("the server answers with status 404", place());
  }

  @Test
  void anotherLengthIsRefusedBeforeAnythingIsWritten() throws Exception {
    PublishedFile whole = published;
    published = new PublishedFile(NAME, content.length - 1, whole.sha256());
    assertThatThrownBy(() -> download(place()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("it has 300,000 bytes, the published file 299,999");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRangeThatWasNotAskedForIsRefused() throws Exception {
    Files.write(partial(), new byte[100]);
    answer = Answer.WRONG_RANGE;
    assertFails("the server answers with status 206", place());
  }

  @Test
  void theNextPlaceIsTriedWhereOneFails() throws Exception {
    download(refusing(), place());
    assertDownloaded();
  }

  @Test
  @Timeout(20)
  void aServerThatStallsInTheMiddleIsGivenUpAndTheNextGoesOn() throws Exception {
    answer = Answer.STALLS;
    patience = Duration.ofMillis(500);
    assertFails("it came to a halt after 100,000 bytes, for 0.5 s", place());
    assertThat(partial()).hasBinaryContent(Arrays.copyOf(content, 100_000));
    Files.delete(partial());
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          requests.add("other " + exchange.getRequestHeaders().getFirst("Range"));
          exchange.getResponseHeaders().set("Content-Range", "bytes 100000-299999/300000");
          try (exchange) {
            send(exchange, 206, Arrays.copyOfRange(content, 100_000, 300_000), 200_000);
          }
        });
    other.start();
    try {
      URI next = URI.create("http://localhost:" + other.getAddress().getPort() + "/");
      download(place(), next);
      assertDownloaded();
      assertThat(requests).endsWith("other bytes=100000-");
      assertThat(out.toString())
          .contains(
              place()
                  + NAME
                  + ": it came to a halt after 100,000 bytes, for 0.5 s; trying "
                  + next);
    } finally {
      other.stop(0);
    }
  }

  @Test
  @Timeout(20)
  void aServerThatSendsAByteNowAndThenIsGivenUpToo() {
    answer = Answer.TRICKLES;
    patience = Duration.ofMillis(500);
    assertFails("it came to a halt after ", place());
  }

  @Test
  @Timeout(20)
  void aServerThatTakesTheConnectionAndSaysNothingIsGivenUp() throws Exception {
    patience = Duration.ofMillis(500);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI from = URI.create("http://localhost:" + silent.getLocalPort() + "/");
      assertFails(from + NAME + ": request timed out", from);
      download(from, place());
      assertDownloaded();
    }
  }

  private static URI refusing() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://localhost:" + free.getLocalPort() + "/");
    }
  }

  private int gan(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void withoutANetworkTheCommandSaysHowToPlaceTheFilesByHand() throws Exception {
    String from = refusing().toString();
    assertThat(gan("fetch", "mnist", "--data", folder.toString(), "--from", from)).isEqualTo(3);
    assertThat(err.toString())
        .contains("cannot download train-images-idx3-ubyte.gz", "no connection to its host")
        .contains("place the files in " + folder + " by hand:")
        .doesNotContain("\tat ");
    for (PublishedFile file : Mnist.published()) {
      assertThat(err.toString()).contains(file.name(), file.sha256());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnknownHostIsSaid() {
    gan("fetch", "cifar10", "--data", folder.toString(), "--from", "http://nowhere.invalid/sets");
    assertThat(err.toString())
        .contains("http://nowhere.invalid/sets/cifar-10-binary.tar.gz: its host is unknown");
  }

  @Test
  void badUsageIsSaid() throws Exception {
    assertThat(gan("fetch", "mnist")).isEqualTo(2);
    assertThat(gan("fetch", "imagenet", "--data", folder.toString())).isEqualTo(2);
    assertThat(gan("fetch", "mnist", "--data", folder.toString(), "--from", "ftp://x/"))
        .isEqualTo(2);
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(gan("fetch", "mnist", "--data", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--data=DIR", "imagenet", "ftp", file + " is a file")
        .doesNotContain("\tat ");
    assertThat(gan("fetch", "--help")).isZero();
  }

  @Test
  void badDataIsExitCodeThreeWithItsMessage() {
    assertThat(gan("train", "mnist", "--data", folder.toString())).isEqualTo(3);
    assertThat(err.toString())
        .startsWith("gan: " + folder + ": it has none of MNIST's files\n  expected: ");
  }
}
