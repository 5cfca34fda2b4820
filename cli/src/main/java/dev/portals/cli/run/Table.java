package dev.portals.cli.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table of figures: names at the left, a mark at the right where a line is right. */
final class Table {
  private static final int NARROWEST = 10;

  private record Line(String name, List<Long> figures, boolean right) {}

  private final String heading;
  private final List<String> columns;
  private final List<Line> lines = new ArrayList<>();

  Table(String heading, String... columns) {
    this.heading = heading;
    this.columns = List.of(columns);
  }

  void line(String name, boolean right, long... figures) {
    lines.add(new Line(name, Arrays.stream(figures).boxed().toList(), right));
  }

  boolean allRight() {
    return lines.stream().allMatch(Line::right);
  }

  /** The table, its last line the sums. */
  String print() {
    var sums =
        IntStream.range(0, columns.size())
            .mapToObj(column -> lines.stream().mapToLong(line -> line.figures().get(column)).sum())
            .toList();
    var width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    width = Math.max(width, heading.length());
    var text = new StringBuilder(pad(heading, width));
    columns.forEach(column -> text.append("  ").append(" ".repeat(gap(column))).append(column));
    text.append("\n");
    for (var line : lines) {
      print(text, line, width);
    }
    print(text, new Line("total", sums, allRight()), width);
    return text.toString();
  }

  private void print(StringBuilder text, Line line, int width) {
    text.append(pad(line.name(), width));
    for (var column = 0; column < columns.size(); column++) {
      var figure = "%,d".formatted(line.figures().get(column));
      var room = Math.max(columns.get(column).length(), NARROWEST);
      text.append("  ").append(" ".repeat(Math.max(0, room - figure.length()))).append(figure);
    }
    text.append(line.right() ? "  ✓\n" : "  ✗\n");
  }

  private static int gap(String column) {
    return Math.max(0, NARROWEST - column.length());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
