package dev.portals.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks that are awaited together: the answers that came, until the last one runs the continuation.
 */
public final class Groups {
  private static final class Group {
    final TreeMap<Integer, Outcome> answers = new TreeMap<>();
    int outstanding;
  }

  private final Map<Long, Group> groups = new HashMap<>();
  private long next;

  Groups() {}

  /** The number of the next group. */
  public long next() {
    return next;
  }

  /** True if no other ask of this one's group is outstanding: its answer runs the continuation. */
  public boolean isLast(Ask.Member member) {
    return group(member).outstanding == 1;
  }

  /** All answers in the order of the asks, with the last one. */
  public List<Outcome> answers(Ask.Member member, Outcome last) {
    var all = new TreeMap<>(group(member).answers);
    all.put(member.index(), last);
    return new ArrayList<>(all.values());
  }

  void asked(Ask.Member member) {
    groups.computeIfAbsent(member.group(), number -> new Group()).outstanding++;
    next = Math.max(next, member.group() + 1);
  }

  void settled(Ask.Member member) {
    if (--group(member).outstanding == 0) {
      groups.remove(member.group());
    }
  }

  void apply(Entry.Gathered entry) {
    var group = groups.get(entry.group());
    if (group == null) {
      throw new BrokenLaneException(
          "commit gathers for group " + entry.group() + ", which is not awaited");
    }
    group.answers.put(entry.index(), entry.answer());
  }

  /** The answers of each group that has some. */
  Map<Long, Map<Integer, Outcome>> gathered() {
    var gathered = new HashMap<Long, Map<Integer, Outcome>>();
    groups.forEach(
        (number, group) -> {
          if (!group.answers.isEmpty()) {
            gathered.put(number, Map.copyOf(group.answers));
          }
        });
    return gathered;
  }

  /** An asks channel of a page has had groups below {@code number}. */
  void restore(long number) {
    next = Math.max(next, number);
  }

  /** Answers of pages and commits, once all asks are known: those of finished groups are done. */
  void restore(Map<Long, Map<Integer, Outcome>> gathered) {
    groups.forEach(
        (number, group) -> group.answers.putAll(gathered.getOrDefault(number, Map.of())));
  }

  private Group group(Ask.Member member) {
    var group = groups.get(member.group());
    if (group == null) {
      throw new BrokenLaneException("group " + member.group() + " is not awaited");
    }
    return group;
  }
}
