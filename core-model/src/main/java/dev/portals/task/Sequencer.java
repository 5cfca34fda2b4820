package dev.portals.task;

/**
 * Puts the atoms of several streams one behind the other, known by its path (design rule S3). The
 * application that owns it declares it; any application connects streams with it, also later. What
 * it gives is a stream, which others read.
 *
 * <p>It keeps each stream's order, and atoms whole; empty ones it drops. In which order the atoms
 * of different streams come is up to chance, but the same for all who read. Its stream does not
 * end, as others may still connect.
 *
 * @param path {@code /application/sequencers/name}
 * @param type the class of its events
 */
public record Sequencer<T>(String path, Class<T> type) {
  public Sequencer {
    PartPath.parse(path, "sequencers");
  }

  /** The sequencer at a path; a bad path is refused at once. */
  public static <T> Sequencer<T> at(String path, Class<T> type) {
    return new Sequencer<>(path, type);
  }

  /** What it gives: {@code /application/streams/name}. */
  public AtomStream<T> stream() {
    var part = PartPath.parse(path, "sequencers");
    var stream = new PartPath(part.application(), "streams", part.name());
    return new AtomStream<>(stream.toString(), type);
  }
}
