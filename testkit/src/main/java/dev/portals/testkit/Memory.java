package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Ask;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that can be seen of a lane's memory. What a driver holds must be what its commits give when
 * they are read again (rule C5), whatever way it came there.
 *
 * @param channels how far an input channel was read, an output port written
 * @param askers per replier, the number below which all is done, and what is outstanding
 */
record Memory(
    long head,
    Map<String, Map<String, Bytes>> values,
    Map<Object, List<Object>> channels,
    Map<LaneId, List<Object>> askers,
    List<Object> groups,
    boolean draining,
    boolean closing,
    boolean ended,
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
    var values = new HashMap<String, Map<String, Bytes>>();
    for (var name : state.states()) {
      if (!state.values(name).isEmpty()) {
        values.put(name, state.values(name));
      }
    }
    var channels = new HashMap<Object, List<Object>>();
    for (var consumer : state.consumers()) {
      if (consumer.cursor() > 0) {
        channels.put(consumer.channel(), List.of(consumer.cursor(), consumer.isSealed()));
      }
    }
    for (var producer : state.producers()) {
      if (producer.next() > 0) {
        channels.put(producer.port(), List.of(producer.next(), producer.isSealed()));
      }
    }
    var askers = new HashMap<LaneId, List<Object>>();
    for (var asker : state.askers()) {
      if (asker.below() > 0 || !asker.outstanding().isEmpty()) {
        askers.put(asker.replier(), List.of(asker.below(), List.copyOf(asker.outstanding())));
      }
    }
    return new Memory(
        state.head(),
        values,
        channels,
        askers,
        groups(state),
        state.isDraining(),
        state.stage().isClosing(),
        state.stage().isEnded(),
        state.externalBytes(),
        state.deadLetters());
  }
}
