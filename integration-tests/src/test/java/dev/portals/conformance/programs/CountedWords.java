package dev.portals.conformance.programs;

import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.examples.wordcount.CountRequest;
import dev.portals.examples.wordcount.Text;
import dev.portals.examples.wordcount.WordCount;
import dev.portals.examples.wordcount.Words;
import dev.portals.task.AtomStream;

/** A keyed count, and its state asked for from outside. */
final class CountedWords {
  private CountedWords() {}

  static Program program() {
    return Program.named("word-count")
        .launch(Words.application(Text.lines(2_000), 10))
        .ask(Words.COUNTS, Text.vocabulary().stream().map(CountRequest::new).toList());
  }

  static Program ofLanes() {
    var counts = AtomStream.at("/wordcount/streams/counts", WordCount.class);
    return program().lanes(4).compare(counts, Comparison.perKey(WordCount.class, WordCount::word));
  }
}
