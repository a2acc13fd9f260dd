package org.gan4j.report.recording;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.picture.LossCurves;
import org.gan4j.report.picture.Mark;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.picture.Scatter;
import org.gan4j.report.picture.Still;

/**
 * What a recorder has seen, as bytes for a checkpoint. Clouds of points that pictures share are
 * written once. Pictures of kinds that are not known here become {@link Still}s.
 */
record RecordingMemory(
    int lossInterval,
    List<LossCurves.Losses> losses,
    int frameInterval,
    List<Frame> frames,
    int metricsInterval,
    List<Recording.Metrics> metrics) {
  private static final int VERSION = 1;
  private static final int SCATTER = 1;
  private static final int GRID = 2;
  private static final int STILL = 3;

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      new Writer(out).write(this);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #bytes} has written.
   *
   * @param albums those that the frames' pictures may belong to; pictures of others are left out
   */
  static RecordingMemory of(byte[] bytes, List<Album> albums) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new Reader(in, albums).memory();
    } catch (EOFException | IllegalArgumentException e) {
      throw new IOException("the recording in the checkpoint is damaged: " + e.getMessage(), e);
    }
  }

  /** Writes one memory. */
  private static final class Writer {
    private final DataOutputStream out;
    private final IdentityHashMap<Cloud, Integer> clouds = new IdentityHashMap<>();

    Writer(DataOutputStream out) {
      this.out = out;
    }

    /** Writes a value of a list. */
    private interface Writing<T> {
      void write(T value) throws IOException;
    }

    private <T> void list(List<T> values, Writing<T> entry) throws IOException {
      out.writeInt(values.size());
      for (T value : values) {
        entry.write(value);
      }
    }

    void write(RecordingMemory memory) throws IOException {
      out.writeInt(VERSION);
      out.writeInt(memory.lossInterval);
      list(
          memory.losses,
          losses -> {
            out.writeInt(losses.iteration());
            list(losses.values(), out::writeDouble);
          });
      out.writeInt(memory.frameInterval);
      list(memory.frames, this::frame);
      out.writeInt(memory.metricsInterval);
      list(
          memory.metrics,
          metrics -> {
            out.writeInt(metrics.iteration());
            list(
                List.copyOf(metrics.values().entrySet()),
                metric -> {
                  out.writeUTF(metric.getKey());
                  out.writeDouble(metric.getValue());
                });
          });
    }

    private void frame(Frame frame) throws IOException {
      out.writeInt(frame.iteration());
      list(
          List.copyOf(frame.pictures().entrySet()),
          entry -> {
            out.writeUTF(entry.getKey().pictures());
            picture(entry.getValue());
          });
    }

    private void picture(Picture picture) throws IOException {
      if (picture instanceof Scatter scatter) {
        out.writeByte(SCATTER);
        scatter(scatter);
      } else if (picture instanceof ImageGrid grid) {
        out.writeByte(GRID);
        byteArray(grid.bytes());
      } else {
        out.writeByte(STILL);
        byteArray(Still.of(picture).bytes());
      }
    }

    private void byteArray(byte[] bytes) throws IOException {
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    private void scatter(Scatter scatter) throws IOException {
      out.writeUTF(scatter.title());
      out.writeUTF(scatter.xTitle());
      out.writeUTF(scatter.yTitle());
      list(
          scatter.layers(),
          layer -> {
            out.writeUTF(layer.name());
            out.writeUTF(layer.mark().name());
            cloud(layer.cloud());
          });
      list(
          scatter.moves(),
          move -> {
            out.writeUTF(move.mark().name());
            point(move.from());
            point(move.to());
          });
      list(scatter.framing(), this::cloud);
      out.writeDouble(scatter.outliers());
    }

    private void cloud(Cloud cloud) throws IOException {
      Integer known = clouds.putIfAbsent(cloud, clouds.size());
      out.writeInt(known == null ? clouds.size() - 1 : known);
      if (known == null) {
        list(cloud.points(), this::point);
      }
    }

    private void point(Cloud.Point point) throws IOException {
      out.writeDouble(point.x());
      out.writeDouble(point.y());
    }
  }

  /** Reads one memory. */
  private static final class Reader {
    private final DataInputStream in;
    private final Map<String, Album> albums = new LinkedHashMap<>();
    private final List<Cloud> clouds = new ArrayList<>();

    Reader(DataInputStream in, List<Album> albums) {
      this.in = in;
      albums.forEach(album -> this.albums.put(album.pictures(), album));
    }

    /** Reads a value of a list. */
    private interface Reading<T> {
      T read() throws IOException;
    }

    private <T> List<T> list(Reading<T> entry) throws IOException {
      int count = count();
      List<T> values = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        values.add(entry.read());
      }
      return values;
    }

    /** Everything counted takes at least a byte. */
    private int count() throws IOException {
      int count = in.readInt();
      if (count < 0 || count > in.available()) {
        throw new EOFException(count + " values should follow");
      }
      return count;
    }

    RecordingMemory memory() throws IOException {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("the recording in the checkpoint is of another gan4j: " + version);
      }
      return new RecordingMemory(
          in.readInt(),
          list(() -> new LossCurves.Losses(in.readInt(), list(in::readDouble))),
          in.readInt(),
          list(this::frame),
          in.readInt(),
          list(this::metrics));
    }

    private Recording.Metrics metrics() throws IOException {
      int iteration = in.readInt();
      Map<String, Double> values = new LinkedHashMap<>();
      list(() -> values.put(in.readUTF(), in.readDouble()));
      return new Recording.Metrics(iteration, values);
    }

    private Frame frame() throws IOException {
      int iteration = in.readInt();
      Map<Album, Picture> pictures = new LinkedHashMap<>();
      int count = count();
      for (int i = 0; i < count; i++) {
        Album album = albums.get(in.readUTF());
        Picture picture = picture();
        if (album != null) {
          pictures.put(album, picture);
        }
      }
      return new Frame(iteration, pictures);
    }

    private Picture picture() throws IOException {
      int kind = in.readByte();
      return switch (kind) {
        case SCATTER -> scatter();
        case GRID -> ImageGrid.of(byteArray());
        case STILL -> Still.of(byteArray());
        default -> throw new IllegalArgumentException("there is no picture of kind " + kind);
      };
    }

    private byte[] byteArray() throws IOException {
      byte[] bytes = new byte[count()];
      in.readFully(bytes);
      return bytes;
    }

    private Scatter scatter() throws IOException {
      return new Scatter(
          in.readUTF(),
          in.readUTF(),
          in.readUTF(),
          list(() -> new Scatter.Layer(in.readUTF(), Mark.valueOf(in.readUTF()), cloud())),
          list(() -> new Scatter.Move(Mark.valueOf(in.readUTF()), point(), point())),
          list(this::cloud),
          in.readDouble());
    }

    private Cloud cloud() throws IOException {
      int number = in.readInt();
      if (number == clouds.size()) {
        clouds.add(new Cloud(list(this::point)));
      }
      if (number < 0 || number >= clouds.size()) {
        throw new IllegalArgumentException("there is no cloud " + number);
      }
      return clouds.get(number);
    }

    private Cloud.Point point() throws IOException {
      return new Cloud.Point(in.readDouble(), in.readDouble());
    }
  }
}
