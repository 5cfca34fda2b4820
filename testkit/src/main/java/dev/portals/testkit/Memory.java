package dev.portals.testkit;

import dev.portals.protocol.Ask;
import dev.portals.protocol.AskerChannel;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Deadlines;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PageImage;
import dev.portals.protocol.Paging;
import dev.portals.protocol.Root;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that can be seen of a lane's memory. What a driver holds must be what its commits give when
 * they are read again (rule C5), whatever way it came there.
 *
 * @param image its state, how far its channels are, and what is asked, served and kept of that
 * @param hopes how many asks may still answer each served one
 */
record Memory(
    long head,
    long planEpoch,
    PageImage image,
    List<Object> groups,
    Map<Root, Integer> hopes,
    List<Deadlines.Due> deadlines,
    boolean draining,
    long externalBytes,
    List<DeadLetter> deadLetters) {

  private static final Outcome LAST = new Outcome.Pending();

  /** The next group, and what each outstanding member would find if its answer came now. */
  static List<Object> groups(LaneState state) {
    var members = new ArrayList<Ask.Member>();
    for (var asker : state.askers()) {
      for (var ask : asker.outstanding()) {
        ask.then().flatMap(Ask.Then::all).ifPresent(members::add);
      }
    }
    members.sort(Comparator.comparing(Ask.Member::group).thenComparing(Ask.Member::index));
    var groups = new ArrayList<Object>(List.of(state.groups().next()));
    for (var member : members) {
      groups.add(state.groups().isLast(member));
      groups.add(state.groups().answers(member, LAST));
    }
    return groups;
  }

  static Memory of(LaneState state) {
    return new Memory(
        state.head(),
        state.planEpoch(),
        new Paging(1).image(state, 0),
        groups(state),
        hopes(state),
        state.deadlines().passed(Long.MAX_VALUE),
        state.isDraining(),
        state.externalBytes(),
        state.deadLetters());
  }

  static Map<Root, Integer> hopes(LaneState state) {
    return state.askers().stream()
        .map(AskerChannel::outstanding)
        .flatMap(asks -> asks.stream().map(Ask::root))
        .distinct()
        .collect(Collectors.toMap(root -> root, state::hopes));
  }
}
