package dev.portals.protocol;

/** How far a lane is in its life: what others than its own code have committed to it (L1, L3). */
public final class Stage {
  private boolean marking;
  private boolean marked;
  private PageImage.Life life = PageImage.Life.OPEN;

  Stage() {}

  /** All entries of a commit are applied. */
  void advance() {
    marked = marking;
    marking = false;
  }

  PageImage.Life image() {
    return life;
  }

  /** The lane is as far as that, or further: of several pages one knows it. */
  void reach(PageImage.Life least) {
    life = least.compareTo(life) > 0 ? least : life;
  }

  /** True for what {@link #apply} takes. */
  static boolean isMark(Entry entry) {
    return entry instanceof Entry.Closing
        || entry instanceof Entry.Ended
        || entry instanceof Entry.Deployed;
  }

  /** The commit holds a mark, whose effect is known already. */
  void mark() {
    marking = true;
  }

  void apply(Entry entry) {
    if (isEnded()) {
      throw new BrokenLaneException(
          "commit adds " + entry + " behind the end of the lane (rule L3)");
    }
    mark();
    if (entry instanceof Entry.Closing) {
      reach(PageImage.Life.CLOSING);
    } else if (entry instanceof Entry.Ended) {
      reach(PageImage.Life.ENDED);
    } else if (!(entry instanceof Entry.Deployed)) {
      throw new IllegalStateException("nothing is known of " + entry);
    }
  }

  /**
   * True if the newest commit is one of these marks. Few of them fit behind atoms that are not
   * known to be published: a mark says nothing of that, and a ring has an end (rule C4).
   */
  public boolean isMarked() {
    return marked;
  }

  /**
   * True if what the lane has published is to be committed though there is nothing else: others
   * wait until it is at rest, or their mark, which says nothing of that, is the newest commit.
   */
  public boolean isWatched() {
    return marked || isClosing();
  }

  /** True if the lane takes no new atoms and no new asks from outside. */
  public boolean isClosing() {
    return life != PageImage.Life.OPEN;
  }

  /** True if nothing is committed any more. */
  public boolean isEnded() {
    return life == PageImage.Life.ENDED;
  }
}
