package dev.portals.task;

/**
 * Lets others take some of a stream's events, each as a stream of its own, known by its path
 * (design rule S3). The application that owns it says which stream that is; any application splits
 * it, also later.
 *
 * @param path {@code /application/splitters/name}
 * @param type the class of its events
 */
public record Splitter<T>(String path, Class<T> type) {
  public Splitter {
    PartPath.parse(path, "splitters");
  }

  /** The splitter at a path; a bad path is refused at once. */
  public static <T> Splitter<T> at(String path, Class<T> type) {
    return new Splitter<>(path, type);
  }
}
