package dev.portals.cli.run;

import dev.portals.build.Application;
import dev.portals.examples.wordcount.CountRequest;
import dev.portals.examples.wordcount.Text;
import dev.portals.examples.wordcount.WordCount;
import dev.portals.examples.wordcount.Words;
import java.util.HashMap;
import java.util.List;

/** Every word must be counted as often as it stands in the text. */
final class WordCounting implements Example {
  @Override
  public String name() {
    return "word-count";
  }

  @Override
  public String unit() {
    return "lines";
  }

  @Override
  public Scale usual() {
    return new Scale(100_000, 100);
  }

  @Override
  public List<List<Application>> stages(Scale scale) {
    return List.of(List.of(Words.application(Text.lines(scale.operations()), scale.atom())));
  }

  @Override
  public List<Application> late() {
    return List.of();
  }

  @Override
  public String remark(Asking asking) {
    return "";
  }

  @Override
  public String lane() {
    return "/wordcount/workflows/count#0";
  }

  @Override
  public Report report(Asking asking, Scale scale) {
    var inText = new HashMap<String, Long>();
    for (var line : Text.lines(scale.operations())) {
      for (var word : line.split(" ", -1)) {
        inText.merge(word, 1L, Long::sum);
      }
    }
    var counted = asking.all(Words.COUNTS, Text.vocabulary(), CountRequest::new);
    var table = new Table("word", "in the text", "counted");
    for (var word : Text.vocabulary()) {
      long expected = inText.getOrDefault(word, 0L);
      var count = counted.getOrDefault(word, new WordCount(word, 0)).count();
      table.line(word, count == expected, expected, count);
    }
    var verdict =
        table.allRight()
            ? "All add up: every word is counted once."
            : "The figures do not add up: words were lost or counted twice.";
    return new Report(table.print() + verdict + "\n", table.allRight());
  }
}
