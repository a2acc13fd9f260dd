package org.gan4j.report.page;

import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.gan4j.file.AtomicFile;

/** A self-contained page: its data are in it as JSON, which its own script draws. */
public final class HtmlPage {
  private final Class<?> owner;
  private final String template;

  private HtmlPage(Class<?> owner, String template) {
    this.owner = owner;
    this.template = template;
  }

  /**
   * A page from a template, in which the comments STYLE, CHARTS, RUN and DATA are filled in.
   *
   * @param owner a class beside the template
   */
  public static HtmlPage of(Class<?> owner, String template) {
    return new HtmlPage(owner, template);
  }

  /** Writes the page about these data. */
  public void write(Path path, Object data) throws IOException {
    String page =
        resource(owner, template)
            .replace("/*STYLE*/", resource(HtmlPage.class, "page.css"))
            .replace("/*CHARTS*/", resource(HtmlPage.class, "charts.js"))
            .replace("/*RUN*/", resource(HtmlPage.class, "run.js"))
            .replace("/*DATA*/null", json().writeValueAsString(data));
    AtomicFile.write(path, file -> Files.writeString(file, page));
  }

  /** The bytes of a PNG as an address that a page can show without a network. */
  public static String dataUrl(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  private static String resource(Class<?> beside, String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** JSON that cannot end the script that it stands in. */
  private static ObjectMapper json() {
    ObjectMapper mapper = JsonMapper.builder().build();
    mapper.getFactory().setCharacterEscapes(new ScriptEscapes());
    return mapper;
  }

  private static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes['<'] = ESCAPE_STANDARD;
      return escapes;
    }

    @Override
    public SerializedString getEscapeSequence(int character) {
      return new SerializedString("\\u%04x".formatted(character));
    }
  }
}
