package @package@;

/** How often a word has been seen. */
public record WordCount(String word, long count) {}
