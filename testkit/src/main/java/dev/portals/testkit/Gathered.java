package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.engine.Step;
import dev.portals.task.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers to asks that a task under test awaits together. */
final class Gathered {
  private record Group(int step, int number) {}

  private final Map<Group, TreeMap<Integer, Answer<Bytes>>> groups = new HashMap<>();

  /**
   * The answers for the continuation, in the order of the asks; empty while others are outstanding.
   */
  List<Answer<Bytes>> gather(TestPortals.Outstanding answered, Answer<Bytes> answer) {
    var member = answered.asking().then().flatMap(Step.Then::all).orElse(null);
    if (member == null) {
      return List.of(answer);
    }
    var group = new Group(answered.step(), member.group());
    var answers = groups.computeIfAbsent(group, g -> new TreeMap<>());
    answers.put(member.index(), answer);
    return answers.size() < member.size() ? List.of() : List.copyOf(answers.values());
  }
}
