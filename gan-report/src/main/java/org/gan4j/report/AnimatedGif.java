package org.gan4j.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes images as an animated GIF that repeats for ever, its last frame shown longer. */
final class AnimatedGif {
  private static final int FRAME_HUNDREDTHS = 70;
  private static final int LAST_FRAME_HUNDREDTHS = 250;
  private static final String METADATA = "javax_imageio_gif_image_1.0";

  private AnimatedGif() {}

  /** Draws and writes one frame after the other: only one is in memory at a time. */
  static void write(Path path, int frames, IntFunction<BufferedImage> drawing) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    AtomicFile.write(
        path,
        file -> {
          try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
              boolean last = i == frames - 1;
              BufferedImage frame = drawing.apply(i);
              IIOMetadata metadata =
                  metadata(writer, frame, last ? LAST_FRAME_HUNDREDTHS : FRAME_HUNDREDTHS);
              writer.writeToSequence(new IIOImage(frame, null, metadata), null);
            }
            writer.endWriteSequence();
          } finally {
            writer.dispose();
          }
        });
  }

  private static IIOMetadata metadata(ImageWriter writer, BufferedImage frame, int hundredths)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(frame), writer.getDefaultWriteParam());
    IIOMetadataNode root = new IIOMetadataNode(METADATA);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", String.valueOf(hundredths));
    control.setAttribute("transparentColorIndex", "0");
    root.appendChild(control);
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
    repeat.setAttribute("applicationID", "NETSCAPE");
    repeat.setAttribute("authenticationCode", "2.0");
    repeat.setUserObject(new byte[] {1, 0, 0});
    extensions.appendChild(repeat);
    root.appendChild(extensions);
    metadata.mergeTree(METADATA, root);
    return metadata;
  }
}
