package dev.portals.examples.wordcount;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines made from a seed and their number alone. */
public final class Text {
  private static final long SEED = 8_128;
  private static final List<String> VOCABULARY =
      List.of(
          "the",
          "a",
          "stream",
          "of",
          "atoms",
          "is",
          "read",
          "in",
          "order",
          "each",
          "atom",
          "takes",
          "effect",
          "once",
          "whatever",
          "crashes",
          "and",
          "portals",
          "join",
          "them");

  private Text() {}

  /** The words that lines are made of. */
  public static List<String> vocabulary() {
    return VOCABULARY;
  }

  /** So many lines of four to eight words. */
  public static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(Text::line).toList();
  }

  private static String line(int number) {
    var random = new SplittableRandom(SEED + number);
    return random
        .ints(random.nextInt(4, 9), 0, VOCABULARY.size())
        .mapToObj(VOCABULARY::get)
        .collect(Collectors.joining(" "));
  }
}
