package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors.Contents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  private static final String W = "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @TempDir Path folder;

  /** A file as other programs write it, with zeros as its data. */
  private Path file(String header, int dataBytes) throws IOException {
    return file(header.getBytes(StandardCharsets.UTF_8), dataBytes);
  }

  private Path file(byte[] header, int dataBytes) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    return Files.write(folder.resolve("weights.safetensors"), bytes.array());
  }

  private static void assertRefused(Path path, String problem) {
    assertThatThrownBy(() -> SafeTensors.read(path))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + " ")
        .hasMessageContaining(problem);
  }

  @Test
  void everyBitComesBack() throws IOException {
    Map<Variable, float[]> weights = new LinkedHashMap<>();
    weights.put(
        new Variable("generator/dense1/kernel", Shape.of(2, 3)),
        new float[] {1.5f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 1f / 3, -7});
    weights.put(new Variable("größe \"1\"", Shape.of()), new float[] {42});
    weights.put(new Variable("empty", Shape.of(3, 0)), new float[0]);
    float[] many = new float[50_001];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 0.1f;
    }
    weights.put(new Variable("many", Shape.of(many.length)), many);
    Map<String, String> metadata = Map.of("zeros", "0".repeat(64), "line\n", "\u0000\"🎲");
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    blobs.put("listener/losses", new byte[] {0, -1, 127});
    blobs.put("nothing", new byte[0]);
    Path path = folder.resolve("weights.safetensors");
    SafeTensors.write(path, new Contents(weights, metadata, blobs));
    Contents read = SafeTensors.readAll(path);
    assertThat(read.weights().keySet()).containsExactlyElementsOf(weights.keySet());
    read.weights()
        .forEach((variable, values) -> assertThat(values).isEqualTo(weights.get(variable)));
    assertThat(read.metadata()).isEqualTo(metadata);
    assertThat(read.blobs().keySet()).containsExactlyElementsOf(blobs.keySet());
    read.blobs().forEach((name, bytes) -> assertThat(bytes).isEqualTo(blobs.get(name)));
    try (var files = Files.list(folder)) {
      assertThat(files).as("no partial file stays").containsExactly(path);
    }
  }

  /** As the format's description has it: the header's length, the header, the numbers. */
  @Test
  void aFileOfAnotherProgramIsRead() throws IOException {
    Path path =
        file(
            "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[12,13]},"
                + "\"__metadata__\":{\"by\":\"hand\"},"
                + "\"w\":{\"shape\":[2],\"data_offsets\":[4,12],\"dtype\":\"F32\"},"
                + " \"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}   ",
            13);
    Contents read = SafeTensors.readAll(path);
    assertThat(read.weights().keySet())
        .containsExactly(new Variable("a", Shape.SCALAR), new Variable("w", Shape.of(2)));
    assertThat(read.metadata()).isEqualTo(Map.of("by", "hand"));
    assertThat(read.blobs()).containsOnlyKeys("b");
    assertThat(SafeTensors.read(file("{}", 0))).isEmpty();
  }

  @Test
  void aHeaderMustHaveItsLength() throws IOException {
    assertRefused(
        Files.write(folder.resolve("short"), new byte[3]), "it has 3 bytes, and not even");
    assertRefused(file("", 5), "should have 0 bytes");
    for (long length : new long[] {3, 100_000_001, Long.MAX_VALUE, -1}) {
      ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(length).put((byte) '{').put((byte) '}');
      Path path = Files.write(folder.resolve("length"), bytes.array());
      assertRefused(
          path,
          "its header should have %s bytes, but can have 2 to 2"
              .formatted(Long.toUnsignedString(length)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "[]", " {}", "{}\n", "{} x", "\ufeff{}", "{\"a\":1,"})
  void aHeaderIsInBraces(String header) throws IOException {
    assertRefused(file(header, 0), "its header should begin with { and end with } and spaces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}{}",
        "{,}",
        "{\"a\":{}},{}",
        "{//\n}",
        "{'a':{}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[01],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[NaN],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[+1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,],\"data_offsets\":[0,4]}}",
        "{\"a\nb\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
      })
  void aHeaderIsJsonToTheLetter(String header) throws IOException {
    assertThatThrownBy(() -> SafeTensors.read(file(header, 4)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "(?s).*(its header is malformed JSON|goes on after its last|tensor a should).*");
  }

  @Test
  void aHeaderIsInUtf8() throws IOException {
    assertRefused(file(new byte[] {'{', (byte) 0xff, '}'}, 0), "its header is no text in UTF-8");
    byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);
    assertRefused(file(wide, 0), "should begin with {");
    String half = "(?s).*(half a Unicode character|Broken surrogate pair).*";
    Path name = file("{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", 4);
    assertThatThrownBy(() -> SafeTensors.read(name)).hasMessageMatching(half);
    Path note = file("{\"__metadata__\":{\"a\":\"\\ud800\"}}", 0);
    assertThatThrownBy(() -> SafeTensors.read(note)).hasMessageMatching(half);
  }

  @Test
  void nothingIsSaidTwice() throws IOException {
    assertRefused(file("{" + W + "," + W + "}", 8), "Duplicate field 'w'");
    assertRefused(file("{" + W + "," + W.replace("w", "\\u0077") + "}", 8), "Duplicate field 'w'");
    assertRefused(
        file("{" + W.replace("\"dtype\"", "\"shape\":[2],\"dtype\"") + "}", 8),
        "Duplicate field 'shape'");
    assertRefused(file("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0), "Duplicate field 'a'");
    assertRefused(
        file("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "Duplicate field '__metadata__'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"w\":7}                                 | has VALUE_NUMBER_INT at w, not START_OBJECT",
        "{\"w\":null}                              | has VALUE_NULL at w, not START_OBJECT",
        "{\"w\":{}}                                | tensor w should have a dtype, a shape and two",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}} | tensor w should have a dtype, a shape and two",
        "{\"__metadata__\":7}                      | has VALUE_NUMBER_INT at __metadata__",
        "{\"__metadata__\":{\"a\":7}}              | has VALUE_NUMBER_INT at a, not VALUE_STRING",
        "{\"__metadata__\":{\"a\":{}}}             | has START_OBJECT at a, not VALUE_STRING",
        "{\"__metadata__\":{\"a\":null}}           | has VALUE_NULL at a, not VALUE_STRING",
      })
  void whatIsMissingOrOfAnotherKindIsSaid(String header, String problem) throws IOException {
    assertRefused(file(header, 8), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"F32\"    | \"F16\"       | tensor w has type F16, not F32 or U8",
        "\"F32\"    | \"f32\"       | tensor w has type f32, not F32 or U8",
        "\"F32\"    | \"\\u001b[1m\" | tensor w has type ?[1m, not F32 or U8",
        "\"F32\"    | 32            | has VALUE_NUMBER_INT at w, not VALUE_STRING",
        "\"F32\"    | \"U8\"        | tensor w of shape [2] and type U8 has 2 bytes, and cannot lie at",
        "\"dtype\"  | \"type\"      | tensor w has an unknown field type",
        "[2]        | 2             | has VALUE_NUMBER_INT at w, not START_ARRAY",
        "[2]        | [2.0]         | tensor w has 2.0 where a natural number of at most 18 digits",
        "[2]        | [2.7]         | tensor w has 2.7 where a natural number of at most 18 digits",
        "[2]        | [2e0]         | tensor w has 2e0 where a natural number of at most 18 digits",
        "[2]        | [\"2\"]       | tensor w has 2 where a natural number of at most 18 digits",
        "[2]        | [null]        | tensor w has null where a natural number of at most 18 digits",
        "[2]        | [[2]]         | tensor w has [ where a natural number of at most 18 digits",
        "[2]        | [-2]          | tensor w has -2 where a natural number of at most 18 digits",
        "[2]        | [-0]          | tensor w has -0 where a natural number of at most 18 digits",
        "[2]        | [9223372036854775808] | tensor w has 9223372036854775808 where a natural",
        "[2]        | [2147483648]  | tensor w has an axis of size 2147483648",
        "[2]        | [4294967298]  | tensor w has an axis of size 4294967298",
        "[2]        | [65536,65536,2] | a tensor of shape [65536, 65536, 2] has too many elements",
        "[2]        | [1]           | tensor w of shape [1] and type F32 has 4 bytes, and cannot lie",
        "[0,8]      | [0,4]         | tensor w of shape [2] and type F32 has 8 bytes, and cannot lie",
        "[0,8]      | [8,0]         | cannot lie at bytes 8 to 0",
        "[0,8]      | [0]           | tensor w should have a dtype, a shape and two data_offsets",
        "[0,8]      | [0,8,8]       | tensor w should have a dtype, a shape and two data_offsets",
        "[0,8]      | [0,999999999999999999] | cannot lie at bytes 0 to 999999999999999999",
        "[0,8]      | [-8,0]        | tensor w has -8 where a natural number",
        "[0,8]      | [8,16]        | tensor w begins at byte 8 instead of 0",
      })
  void whatIsWrongWithATensorIsSaid(String right, String wrong, String problem) throws IOException {
    assertThat(W).contains(right);
    assertRefused(file("{" + W.replace(right, wrong) + "}", 8), problem);
  }

  /** 73 bytes that once asked for 4 GB. */
  @Test
  void aShapeThatTheFileCannotHoldTakesNoMemory() throws IOException {
    assertRefused(
        file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1073741824],\"data_offsets\":[0,0]}}", 0),
        "tensor w of shape [1073741824] and type F32 has 4294967296 bytes, and cannot lie at");
    assertRefused(
        file(
            "{\"w\":{\"dtype\":\"U8\",\"shape\":[2000000000],\"data_offsets\":[0,2000000000]}}", 9),
        "ends at byte 2000000000 of the data, which have only 9: it is cut off");
  }

  @Test
  void axesAreBounded() throws IOException {
    String ones = "1,".repeat(63) + "2";
    assertThat(SafeTensors.read(file("{" + W.replace("[2]", "[" + ones + "]") + "}", 8)))
        .hasSize(1);
    assertRefused(
        file("{" + W.replace("[2]", "[1," + ones + "]") + "}", 8),
        "tensor w has more than 64 axes");
  }

  @Test
  void tensorsCoverTheDataWithoutHolesAndOverlaps() throws IOException {
    String next = ",\"v\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}";
    assertRefused(
        file("{" + W + next.formatted(4, 8), 8), "tensor v begins at byte 4 instead of 8");
    assertRefused(
        file("{" + W + next.formatted(9, 13), 13), "tensor v begins at byte 9 instead of 8");
    assertRefused(file("{" + W + "}", 9), "it goes on for 1 bytes after its last tensor");
    assertRefused(
        file("{" + W + next.formatted(8, 12), 8),
        "tensor v of shape [1] and type F32 ends at byte 12 of the data, which have only 8");
    assertThat(SafeTensors.read(file("{" + W + next.formatted(8, 12), 12))).hasSize(2);
  }

  @Test
  void aWeightThatIsNotFiniteIsRefused() throws IOException {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Path path = file("{" + W + "}", 8);
      byte[] bytes = Files.readAllBytes(path);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, value);
      Files.write(path, bytes);
      assertRefused(path, "tensor w has " + value + " at index 1");
      Path written = folder.resolve("written");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  SafeTensors.write(
                      written, Map.of(new Variable("w", Shape.of(2)), new float[] {1, value})))
          .withMessage("tensor w has " + value + " at index 1");
      assertThat(written).doesNotExist();
    }
  }

  @Test
  void whatNobodyCouldReadIsNotWritten() {
    Variable w = new Variable("w", Shape.of(1));
    float[] one = {1};
    assertNotWritten(Map.of(w, new float[2]), Map.of(), Map.of(), "cannot have 2 values");
    assertNotWritten(
        Map.of(w, one, new Variable("w", Shape.of(1, 1)), one), Map.of(), Map.of(), "be called w");
    assertNotWritten(Map.of(w, one), Map.of(), Map.of("w", new byte[1]), "both be called w");
    assertNotWritten(Map.of(), Map.of(), Map.of("__metadata__", new byte[1]), "__metadata__");
    assertNotWritten(Map.of(), Map.of(), Map.of("\ud800", new byte[1]), "half a Unicode");
    assertNotWritten(Map.of(), Map.of("gan4j.checksum", "mine"), Map.of(), "gan4j's own");
    assertNotWritten(
        Map.of(), Map.of("long", " ".repeat(100_000_000)), Map.of(), "names and notes take");
    assertThat(folder).isEmptyDirectory();
  }

  private void assertNotWritten(
      Map<Variable, float[]> weights,
      Map<String, String> metadata,
      Map<String, byte[]> blobs,
      String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SafeTensors.write(folder.resolve("file"), new Contents(weights, metadata, blobs)))
        .withMessageContaining(problem);
  }

  @Test
  void aDamagedFileIsKnownByItsChecksum() throws IOException {
    Path path = folder.resolve("weights.safetensors");
    SafeTensors.write(
        path, Map.of(new Variable("w", Shape.of(2)), new float[] {1, 2}), Map.of("note", "a"));
    byte[] whole = Files.readAllBytes(path);
    byte[] flipped = whole.clone();
    flipped[whole.length - 1] ^= 1;
    Files.write(path, flipped);
    assertRefused(path, "is damaged: its checksum is ");
    assertThatThrownBy(() -> SafeTensors.read(path)).hasMessageContaining("\n  fix: take another");
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    for (String changed :
        new String[] {
          text.replace("\"note\":\"a\"", "\"note\":\"b\""),
          text.replace("sha256 ", "sha257 "),
          text.replace(" of this", ",of this"),
          text.replace("gan4j.checksum", "gan4j.checksun")
        }) {
      Files.write(path, changed.getBytes(StandardCharsets.ISO_8859_1));
      assertRefused(path, "checksum");
    }
  }

  @Test
  void whatIsNoFileIsSaid() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> SafeTensors.read(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": there is no such file");
    assertRefused(folder, "is a folder, device or pipe");
  }

  /** Training is stopped by an interrupt, and must be able to store what it has. */
  @Test
  void anInterruptedThreadWritesAndReads() throws IOException {
    Path path = folder.resolve("weights.safetensors");
    Map<Variable, float[]> weights =
        Map.of(new Variable("w", Shape.of(100_000)), new float[100_000]);
    Thread.currentThread().interrupt();
    try {
      SafeTensors.write(path, weights);
      assertThat(SafeTensors.read(path)).containsOnlyKeys(weights.keySet());
    } finally {
      assertThat(Thread.interrupted()).as("it is still interrupted").isTrue();
    }
  }
}
