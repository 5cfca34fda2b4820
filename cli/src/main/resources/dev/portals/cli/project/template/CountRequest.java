package @package@;

/** Asks how often a word has been seen. */
public record CountRequest(String word) {}
