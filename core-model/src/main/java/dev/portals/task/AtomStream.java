package dev.portals.task;

/**
 * A stream of atoms, known by its path. The application that owns it writes it; any application
 * reads it.
 *
 * @param path {@code /application/streams/name}
 * @param type the class of its events
 */
public record AtomStream<T>(String path, Class<T> type) {
  public AtomStream {
    PartPath.parse(path, "streams");
  }

  /** The stream at a path; a bad path is refused at once. */
  public static <T> AtomStream<T> at(String path, Class<T> type) {
    return new AtomStream<>(path, type);
  }
}
