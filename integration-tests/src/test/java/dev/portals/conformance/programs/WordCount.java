package dev.portals.conformance.programs;

import dev.portals.conformance.Program;
import dev.portals.examples.wordcount.CountRequest;
import dev.portals.examples.wordcount.Text;
import dev.portals.examples.wordcount.Words;

/** A keyed count, and its state asked for from outside. */
final class WordCount {
  private WordCount() {}

  static Program program() {
    return Program.named("word-count")
        .launch(Words.application(Text.lines(2_000), 10))
        .ask(Words.COUNTS, Text.vocabulary().stream().map(CountRequest::new).toList());
  }
}
