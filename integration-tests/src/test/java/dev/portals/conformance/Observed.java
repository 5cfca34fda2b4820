package dev.portals.conformance;

import dev.portals.task.Answer;
import dev.portals.testkit.reference.DeadLetter;
import dev.portals.testkit.reference.Interpreter;
import dev.portals.testkit.reference.StateId;
import dev.portals.testkit.reference.StreamContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to see once nothing is left to do.
 *
 * @param streams by path, the content of each lane
 * @param deadLetters of each lane in order, in any order of lanes
 */
public record Observed(
    Map<String, List<StreamContent>> streams,
    Map<StateId, Object> states,
    List<DeadLetter> deadLetters) {

  static Observed of(Interpreter interpreter) {
    var streams = new HashMap<String, List<StreamContent>>();
    interpreter.streams().forEach((path, content) -> streams.put(path, List.of(content)));
    return new Observed(streams, interpreter.states(), interpreter.deadLetters());
  }

  /** What must be equal on every backend. The texts of errors need not. */
  Map<String, Object> comparable(Program program) {
    var parts = new TreeMap<String, Object>();
    streams.forEach((path, lanes) -> parts.put(path, program.comparison(path).of(lanes)));
    states.forEach(
        (id, value) ->
            parts.put(id.workflow() + " " + id.task() + "/" + id.state() + " " + id.key(), value));
    var letters = new HashMap<DeadLetter, Integer>();
    deadLetters.forEach(letter -> letters.merge(withoutError(letter), 1, Integer::sum));
    parts.put("dead letters", letters);
    return parts;
  }

  private static DeadLetter withoutError(DeadLetter letter) {
    if (letter instanceof DeadLetter.OfAtom atom) {
      return new DeadLetter.OfAtom(atom.workflow(), atom.stream(), atom.events(), "");
    } else if (letter instanceof DeadLetter.OfAnswers it) {
      return new DeadLetter.OfAnswers(
          it.workflow(),
          it.task(),
          it.key(),
          it.portal(),
          it.continuation(),
          it.answers().stream().map(Observed::withoutError).toList(),
          "");
    } else if (letter instanceof DeadLetter.OfCompletion it) {
      return new DeadLetter.OfCompletion(it.workflow(), it.task(), "");
    } else if (letter instanceof DeadLetter.OfGenerator generator) {
      return new DeadLetter.OfGenerator(generator.stream(), "");
    }
    throw new IllegalArgumentException(letter + " is not known here");
  }

  static <R> Answer<R> withoutError(Answer<R> answer) {
    return answer instanceof Answer.Failed<R> ? new Answer.Failed<>("") : answer;
  }
}
