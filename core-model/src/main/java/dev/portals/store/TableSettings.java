package dev.portals.store;

/**
 * How lanes lie in a table.
 *
 * @param pages how many pages cache a lane's state, from 1; fixed as long as its lanes live. A lane
 *     holds at most so many rows of state
 * @param ring how many commits are kept, 4 to 64; fixed as long as its lanes live. Half of them are
 *     applied to pages at once
 * @param rowBytes the most that one row may hold, key included
 */
public record TableSettings(int pages, int ring, int rowBytes) {
  /** 16 pages, 64 commits; DynamoDB's 400 KiB less a reserve for the names of attributes. */
  public static final TableSettings DEFAULT = new TableSettings(16, 64, 400_000);

  /** With a ring of 64 commits. */
  public TableSettings(int pages, int rowBytes) {
    this(pages, 64, rowBytes);
  }

  public TableSettings {
    if (ring < 4 || ring > 64) {
      throw new IllegalArgumentException("a ring of " + ring + " commits, not 4 to 64. Maybe 64");
    }
    if (pages < 1 || pages > 1_000) {
      throw new IllegalArgumentException(pages + " pages, not 1 to 1,000. Maybe 16");
    }
    if (rowBytes < 1_000) {
      throw new IllegalArgumentException(
          "rows of at most " + rowBytes + " bytes, not 1,000 and more. Maybe 400,000");
    }
  }
}
