package org.gan4j.report.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * At most 256 colours that stand for those of an image: its own, if it has no more; else means of
 * similar ones, found by median cut (Heckbert 1982).
 */
final class Palette {
  static final int SIZE = 256;

  private static final int EXACT = 0xffffff;
  private static final int SIMILAR = 0xf8f8f8;

  private final int mask;
  private final int[] colors = new int[SIZE];
  private final Map<Integer, Byte> places = new HashMap<>();

  /** A palette for pixels, each {@code 0xRRGGBB}; what is above those bits is left out. */
  static Palette of(int[] pixels) {
    Map<Integer, Cell> own = count(pixels, EXACT, SIZE);
    return own.size() <= SIZE
        ? new Palette(EXACT, own)
        : new Palette(SIMILAR, count(pixels, SIMILAR, pixels.length));
  }

  private Palette(int mask, Map<Integer, Cell> cells) {
    this.mask = mask;
    PriorityQueue<Box> boxes = new PriorityQueue<>(Comparator.comparingLong(box -> -box.weight()));
    boxes.add(new Box(new ArrayList<>(cells.values())));
    while (boxes.size() < Math.min(SIZE, cells.size())) {
      boxes.addAll(boxes.remove().halves());
    }
    int place = 0;
    for (Box box : boxes) {
      colors[place] = box.mean();
      for (Cell cell : box.cells) {
        places.put(cell.key, (byte) place);
      }
      place++;
    }
  }

  /** The colours, {@code 0xRRGGBB}; those that are not needed are black. */
  int[] colors() {
    return colors.clone();
  }

  /** The place in the palette of each of the pixels that it was made for. */
  byte[] places(int[] pixels) {
    byte[] indices = new byte[pixels.length];
    int last = 0;
    byte place = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (i == 0 || pixels[i] != last) {
        last = pixels[i];
        place = places.getOrDefault(last & mask, (byte) 0);
      }
      indices[i] = place;
    }
    return indices;
  }

  /** The colours that are equal under a mask; stops when there are more than {@code most}. */
  private static Map<Integer, Cell> count(int[] pixels, int mask, int most) {
    Map<Integer, Cell> cells = new HashMap<>();
    for (int i = 0; i < pixels.length && cells.size() <= most; ) {
      int start = i;
      while (i < pixels.length && pixels[i] == pixels[start]) {
        i++;
      }
      cells.computeIfAbsent(pixels[start] & mask, Cell::new).add(pixels[start], i - start);
    }
    return cells;
  }

  /** Similar colours and how often they occur. */
  private static final class Cell {
    final int key;
    final long[] sums = new long[3];
    long count;

    Cell(int key) {
      this.key = key;
    }

    void add(int color, int times) {
      for (int channel = 0; channel < 3; channel++) {
        sums[channel] += (long) times * level(color, channel);
      }
      count += times;
    }
  }

  private static int level(int color, int channel) {
    return (color >> (16 - 8 * channel)) & 0xff;
  }

  /** The cells that share a colour of the palette. */
  private static final class Box {
    final List<Cell> cells;
    private final long count;
    private int widest;
    private int width = -1;

    Box(List<Cell> cells) {
      this.cells = cells;
      this.count = cells.stream().mapToLong(cell -> cell.count).sum();
      for (int channel = 0; channel < 3; channel++) {
        int low = 255;
        int high = 0;
        for (Cell cell : cells) {
          low = Math.min(low, level(cell.key, channel));
          high = Math.max(high, level(cell.key, channel));
        }
        if (high - low > width) {
          width = high - low;
          widest = channel;
        }
      }
    }

    /** What can be gained by halving it: nothing if it is one cell. */
    long weight() {
      return count * width;
    }

    List<Box> halves() {
      cells.sort(Comparator.comparingInt(cell -> level(cell.key, widest)));
      long before = cells.get(0).count;
      int first = 1;
      while (first < cells.size() - 1 && 2 * (before + cells.get(first).count) <= count) {
        before += cells.get(first).count;
        first++;
      }
      return List.of(
          new Box(new ArrayList<>(cells.subList(0, first))),
          new Box(new ArrayList<>(cells.subList(first, cells.size()))));
    }

    int mean() {
      int color = 0;
      for (int channel = 0; channel < 3; channel++) {
        long sum = 0;
        for (Cell cell : cells) {
          sum += cell.sums[channel];
        }
        color = (color << 8) | (int) ((sum + count / 2) / count);
      }
      return color;
    }
  }
}
