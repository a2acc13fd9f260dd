package org.gan4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gan4j.tensor.Variable;

/**
 * Weights in the safetensors format, which Python reads too: the length of a JSON header as 8
 * little-endian bytes, the header with type, shape and offsets of each tensor, then the numbers.
 * Weights are 32-bit floats (F32); bytes (U8) can be stored beside them. A file may be of any size.
 *
 * <p>gan4j notes a checksum (SHA-256) of the whole file in its metadata, and reads no file that
 * does not fit its checksum. Files of other programs have none, and are read without.
 */
public final class SafeTensors {

  /**
   * What a file holds.
   *
   * @param weights row-major values by variable, all finite
   * @param metadata the notes stored beside them
   * @param blobs bytes by name, of which the file knows nothing more
   */
  public record Contents(
      Map<Variable, float[]> weights, Map<String, String> metadata, Map<String, byte[]> blobs) {}

  private SafeTensors() {}

  /**
   * Writes weights to a file, which appears only when it is whole and on the disk.
   *
   * @throws IllegalArgumentException as {@link #write(Path, Contents)}
   * @throws IOException as {@link #write(Path, Contents)}
   */
  public static void write(Path path, Map<Variable, float[]> weights) throws IOException {
    write(path, weights, Map.of());
  }

  /**
   * Writes weights and notes about them to a file, which appears only when it is whole and on the
   * disk.
   *
   * @throws IllegalArgumentException as {@link #write(Path, Contents)}
   * @throws IOException as {@link #write(Path, Contents)}
   */
  public static void write(Path path, Map<Variable, float[]> weights, Map<String, String> metadata)
      throws IOException {
    write(path, new Contents(weights, metadata, Map.of()));
  }

  /**
   * Writes a file, which appears only when it is whole and on the disk. The arrays must not change
   * meanwhile.
   *
   * @throws IllegalArgumentException if a weight is NaN or infinite, an array does not fit its
   *     variable, or two arrays have one name: nobody could read such a file
   * @throws IOException if it cannot be written; the message names the file
   */
  public static void write(Path path, Contents contents) throws IOException {
    new SafeTensorsWriter(contents).write(path);
  }

  /**
   * Reads weights.
   *
   * @throws IOException as {@link #readAll}
   */
  public static Map<Variable, float[]> read(Path path) throws IOException {
    return readAll(path).weights();
  }

  /**
   * Reads weights, the notes about them, and bytes. Nothing in a file makes this take more memory
   * than the file accounts for.
   *
   * @throws IOException if the file cannot be read, differs from the format in any detail, holds
   *     other types than 32-bit floats and bytes, is damaged, or has a weight that is not finite;
   *     the message names the file and what is wrong
   */
  public static Contents readAll(Path path) throws IOException {
    return new SafeTensorsReader(path).read();
  }
}
