package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.gan4j.file.Damage;
import org.gan4j.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files of each kind that is read. {@link Damage} says how more mutations are tried. */
@Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedDataTest {
  private static final int MUTATIONS = 200;
  private static final long MOST_MEMORY = 10_000_000;

  /** What the largest picture takes that {@link Picture} decodes. */
  private static final long MOST_PICTURE_MEMORY = 1_000_000_000;

  @TempDir Path folder;

  private static byte[] idx(int magic, byte[] values, int... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.put(values).array();
  }

  private static byte[] noise(int count) {
    RandomStream stream = RandomStream.of(1, "noise");
    byte[] noise = new byte[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (byte) stream.nextInt(256);
    }
    return noise;
  }

  private static float[][] rows(Images images) {
    float[][] rows = new float[images.size()][images.rowShape().elementCount()];
    for (int i = 0; i < rows.length; i++) {
      images.read(i, rows[i], 0);
      assertThat(images.label(i)).isBetween(0, images.classes() - 1);
    }
    return rows;
  }

  private static void requirePixels(Images images) {
    for (float[] row : rows(images)) {
      for (float pixel : row) {
        assertThat(pixel).isBetween(-1f, 1f);
      }
    }
  }

  /** What has a checksum is read as it was, or not at all. */
  private static Consumer<Images> requireSame(Images whole) {
    return images -> {
      assertThat(images.rowShape()).isEqualTo(whole.rowShape());
      assertThat(rows(images)).isDeepEqualTo(rows(whole));
    };
  }

  private static void tryAll(Damage<?> damage, byte[] whole) throws IOException {
    damage.truncate(whole);
    damage.mutate(whole, MUTATIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"})
  void idx(String name) throws IOException {
    byte[] images = idx(0x803, noise(60), 5, 3, 4);
    byte[] labels = idx(0x801, new byte[] {9, 0, 3, 3, 7}, 5);
    Files.write(folder.resolve("train-images-idx3-ubyte"), images);
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels);
    tryAll(
        new Damage<>(
            folder.resolve(name),
            MOST_MEMORY,
            file -> Mnist.read(folder),
            DamagedDataTest::requirePixels),
        name.contains("images") ? images : labels);
  }

  @Test
  void gzipOfIdx() throws IOException {
    byte[] images = MnistTest.gzip(idx(0x803, noise(60), 5, 3, 4));
    Path file = Files.write(folder.resolve("train-images-idx3-ubyte.gz"), images);
    Files.write(
        folder.resolve("train-labels-idx1-ubyte"), idx(0x801, new byte[] {9, 0, 3, 3, 7}, 5));
    Consumer<Images> same = requireSame(Mnist.read(folder));
    tryAll(new Damage<>(file, MOST_MEMORY, any -> Mnist.read(folder), same), images);
  }

  @Test
  void cifar10() throws IOException {
    byte[] records = new byte[2 * 3073];
    records[3073] = 9;
    Path file = Files.write(folder.resolve("test_batch.bin"), records);
    Damage<Images> damage =
        new Damage<>(
            file, MOST_MEMORY, any -> Cifar10.read(folder), DamagedDataTest::requirePixels);
    tryAll(damage, records);
  }

  @Test
  void archiveOfCifar10() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (int batch = 1; batch <= 5; batch++) {
      tar.writeBytes(
          Cifar10Test.entry(
              "cifar-10-batches-bin/data_batch_" + batch + ".bin", '0', new byte[3073]));
    }
    tar.writeBytes(new byte[1024]);
    Path plain = folder.resolve("plain.tar");
    byte[] bytes = tar.toByteArray();
    Damage<Images> ofPlain =
        new Damage<>(plain, MOST_MEMORY, Cifar10::read, DamagedDataTest::requirePixels);
    ofPlain.mutate(bytes, MUTATIONS);
    Path packed = folder.resolve("packed.tar.gz");
    byte[] whole = MnistTest.gzip(bytes);
    Files.write(packed, whole);
    Consumer<Images> same = requireSame(Cifar10.read(packed));
    tryAll(new Damage<>(packed, MOST_MEMORY, Cifar10::read, same), whole);
  }

  @Test
  void csv() throws IOException {
    byte[] whole =
        "x,y,z\r\n1.5,-2,3e-4\n\n.25, 7 ,1E+3\n-0.0,12345678901234567890,1e-46\n"
            .getBytes(StandardCharsets.UTF_8);
    tryAll(
        new Damage<>(
            folder.resolve("samples.csv"),
            MOST_MEMORY,
            Csv::read,
            samples -> {
              for (float[] row : samples.draw(20, 1)) {
                for (float value : row) {
                  assertThat(value).isFinite();
                }
              }
            }),
        whole);
  }

  private static BufferedImage picture(int type) {
    BufferedImage image = new BufferedImage(9, 7, type);
    RandomStream stream = RandomStream.of(1, "picture");
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, 0xff000000 | stream.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format, boolean progressive)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(image, List.of(), null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The chunks of a PNG have checksums. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void png(int type) throws IOException {
    for (boolean interlaced : new boolean[] {false, true}) {
      byte[] whole = encoded(picture(type), "png", interlaced);
      Path file = Files.write(folder.resolve("picture.png"), whole);
      Consumer<Images> same = requireSame(ImageFolder.of(folder).read());
      tryAll(
          new Damage<>(file, MOST_PICTURE_MEMORY, any -> ImageFolder.of(folder).read(), same),
          whole);
    }
  }

  /** A JPEG has no checksum, but an end. */
  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY})
  void jpeg(int type) throws IOException {
    for (boolean progressive : new boolean[] {false, true}) {
      byte[] whole = encoded(picture(type), "jpeg", progressive);
      Path file = Files.write(folder.resolve("picture.jpg"), whole);
      Consumer<Images> same = requireSame(ImageFolder.of(folder).read());
      Damage<Images> cut =
          new Damage<>(file, MOST_PICTURE_MEMORY, any -> ImageFolder.of(folder).read(), same);
      cut.truncate(whole);
      Damage<Images> damage =
          new Damage<>(
              file,
              MOST_PICTURE_MEMORY,
              any -> ImageFolder.of(folder).read(),
              DamagedDataTest::requirePixels);
      damage.mutate(whole, MUTATIONS);
    }
  }
}
