package dev.portals.examples.post;

/**
 * Something to deliver.
 *
 * @param absent how often nobody will be at home
 */
public record Parcel(String to, int absent, boolean urgent) {
  Parcel triedAgain() {
    return new Parcel(to, absent - 1, urgent);
  }
}
