package dev.portals.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * A lane as of its newest commit, in pieces of limited size: for stores that write all of a lane
 * now and then, instead of a fixed number of pages. {@link LaneRestore} with one page takes the
 * pieces, in any order, and the commits behind them. Its dead letters are kept elsewhere, and so
 * are its atoms: it counts them all as published.
 */
public final class LaneSnapshot {
  private static final int OVERHEAD = 64;

  private final int limit;
  private final PageImage.Life life;
  private final List<PageImage> pieces = new ArrayList<>();
  private PageImage piece;
  private long bytes;

  private LaneSnapshot(int limit, PageImage.Life life) {
    this.limit = limit;
    this.life = life;
    piece = PageImage.empty(life);
  }

  /**
   * Takes a lane. Shares its values, which never change; copies what holds them.
   *
   * @param limit about how many bytes a piece has, unless a single value or channel is larger
   */
  public static List<PageImage> of(LaneState state, int limit) {
    var snapshot = new LaneSnapshot(limit, state.stage().image());
    snapshot.take(state);
    snapshot.end();
    return snapshot.pieces;
  }

  private void take(LaneState state) {
    var channels = new Paging(1).channels(state, 0);
    channels.consumers().forEach((input, it) -> room(0).consumers().put(input, it));
    channels
        .producers()
        .forEach(
            (port, it) ->
                room(0)
                    .producers()
                    .put(port, new PageImage.Producer(it.next(), it.next(), it.sealed())));
    channels.askers().forEach((replier, it) -> room(bytes(it)).askers().put(replier, it));
    channels.repliers().forEach((caller, it) -> room(bytes(it)).repliers().put(caller, it));
    channels.gathered().forEach((group, it) -> room(0).gathered().put(group, it));
    for (var name : state.states()) {
      state
          .values(name)
          .forEach(
              (key, value) ->
                  room(2L * key.length() + value.size())
                      .values()
                      .computeIfAbsent(name, none -> new HashMap<>())
                      .put(key, value));
    }
  }

  private static long bytes(PageImage.Asker asker) {
    return asker.outstanding().stream().mapToLong(it -> OVERHEAD + it.ask().payload().size()).sum();
  }

  private static long bytes(PageImage.Replier replier) {
    return replier.accepted().stream()
        .mapToLong(it -> OVERHEAD + it.answer().map(LaneSnapshot::bytes).orElse(0))
        .sum();
  }

  private static int bytes(Outcome answer) {
    return answer instanceof Outcome.Replied replied ? replied.value().size() : OVERHEAD;
  }

  /** The piece that takes the next value of so many bytes. */
  private PageImage room(long size) {
    if (bytes > 0 && bytes + OVERHEAD + size > limit) {
      end();
    }
    bytes += OVERHEAD + size;
    return piece;
  }

  private void end() {
    pieces.add(piece);
    piece = PageImage.empty(life);
    bytes = 0;
  }
}
