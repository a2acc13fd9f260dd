package org.gan4j.report;

import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One self-contained page: the data as JSON in it, drawn by its own script. */
final class HtmlPage {
  private HtmlPage() {}

  /** The page of a training run. */
  static void write(
      Path path,
      String title,
      History history,
      Map<String, String> settings,
      Map<String, String> outcome)
      throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", title);
    data.put("settings", settings);
    data.put("outcome", outcome);
    data.put("losses", losses(history.losses()));
    data.put("frames", history.frames().stream().map(HtmlPage::frame).toList());
    data.put("metrics", history.metrics());
    write(path, "report.html", data);
  }

  /** A page from a template that draws this data. */
  static void write(Path path, String template, Object data) throws IOException {
    String page =
        resource(template)
            .replace("/*STYLE*/", resource("page.css"))
            .replace("/*CHARTS*/", resource("charts.js"))
            .replace("/*RUN*/", resource("run.js"))
            .replace("/*DATA*/null", json().writeValueAsString(data));
    AtomicFile.write(path, file -> Files.writeString(file, page));
  }

  static List<List<Number>> losses(List<History.Losses> losses) {
    return losses.stream()
        .map(
            l -> List.<Number>of(l.iteration(), rounded(l.discriminator()), rounded(l.generator())))
        .toList();
  }

  private static Map<String, Object> frame(History.Frame frame) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("iteration", frame.iteration());
    values.put("real", pairs(frame.real()));
    values.put("generated", pairs(frame.generated()));
    values.put("start", features(frame.start()));
    values.put("middle", features(frame.middle()));
    values.put("end", features(frame.end()));
    return values;
  }

  private static Map<String, Object> features(History.Features features) {
    return Map.of("real", pairs(features.real()), "generated", pairs(features.generated()));
  }

  private static List<List<Double>> pairs(Cloud cloud) {
    return cloud.points().stream().map(p -> List.of(rounded(p.x()), rounded(p.y()))).toList();
  }

  /** Four digits are more than a screen can show. */
  private static double rounded(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(5)).doubleValue()
        : 0;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name))) {
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
