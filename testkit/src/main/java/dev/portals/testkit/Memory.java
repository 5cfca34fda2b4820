package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.protocol.Ask;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that can be seen of a lane's memory. What a driver holds must be what its commits give when
 * they are read again (rule C5), whatever way it came there.
 */
record Memory(
    long head,
    Map<String, Map<String, Bytes>> values,
    Map<String, List<Object>> channels,
    Map<String, List<Ask>> outstanding,
    List<Object> groups,
    boolean draining,
    boolean closing,
    boolean ended,
    int externals,
    List<DeadLetter> deadLetters) {

  private static final Outcome LAST = new Outcome.Pending();

  /** The next group, and what each outstanding member would find if its answer came now. */
  static List<Object> groups(LaneState state) {
    var groups = new ArrayList<Object>(List.of(state.groups().next()));
    state.askers().stream()
        .flatMap(asker -> asker.outstanding().stream())
        .flatMap(ask -> ask.then().flatMap(Ask.Then::all).stream())
        .sorted(Comparator.comparing(Ask.Member::group).thenComparing(Ask.Member::index))
        .forEach(
            member -> {
              groups.add(state.groups().isLast(member));
              groups.add(state.groups().answers(member, LAST));
            });
    return groups;
  }

  static Memory of(LaneState state) {
    var values = new TreeMap<String, Map<String, Bytes>>();
    for (var name : state.states()) {
      if (!state.values(name).isEmpty()) {
        values.put(name, state.values(name));
      }
    }
    var channels = new TreeMap<String, List<Object>>();
    for (var consumer : state.consumers()) {
      if (consumer.cursor() > 0) {
        channels.put("from " + consumer.channel(), List.of(consumer.cursor(), consumer.isSealed()));
      }
    }
    for (var producer : state.producers()) {
      if (producer.next() > 0) {
        channels.put("to " + producer.port(), List.of(producer.next(), producer.isSealed()));
      }
    }
    var outstanding = new LinkedHashMap<String, List<Ask>>();
    for (var asker : state.askers()) {
      if (asker.below() > 0 || !asker.outstanding().isEmpty()) {
        outstanding.put(
            asker.replier() + " below " + asker.below(), List.copyOf(asker.outstanding()));
      }
    }
    return new Memory(
        state.head(),
        values,
        channels,
        outstanding,
        groups(state),
        state.isDraining(),
        state.stage().isClosing(),
        state.stage().isEnded(),
        state.externals(),
        state.deadLetters());
  }
}
