package org.gan4j.report.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gan4j.file.AtomicFile;

/** Writes frames as an animated GIF that repeats for ever, its last frame shown longer. */
public final class AnimatedGif {
  private static final int FRAME_HUNDREDTHS = 70;
  private static final int LAST_FRAME_HUNDREDTHS = 250;

  private AnimatedGif() {}

  /**
   * Writes frames of one size.
   *
   * @param frames at least one
   */
  public static void write(Path path, List<GifFrame> frames) throws IOException {
    LittleEndian out = new LittleEndian();
    out.text("GIF89a");
    out.shorts(frames.get(0).width(), frames.get(0).height());
    out.bytes(0x70, 0, 0);
    out.bytes(0x21, 0xff, 11);
    out.text("NETSCAPE2.0");
    out.bytes(3, 1, 0, 0, 0);
    for (int i = 0; i < frames.size(); i++) {
      out.bytes(0x21, 0xf9, 4, 0);
      out.shorts(i == frames.size() - 1 ? LAST_FRAME_HUNDREDTHS : FRAME_HUNDREDTHS);
      out.bytes(0, 0);
      frames.get(i).writeTo(out);
    }
    out.bytes(0x3b);
    AtomicFile.write(path, file -> Files.write(file, out.toByteArray()));
  }
}
