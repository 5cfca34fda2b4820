package dev.portals.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.portals.engine.StoredState;
import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonValues;
import dev.portals.model.Node;
import dev.portals.plan.Operator;
import dev.portals.protocol.Ask;
import dev.portals.protocol.AskerChannel;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.LaneState;
import dev.portals.task.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The memory of an operator's lanes, for people. Refuses nothing that a lane may hold. */
final class Inspection {
  /** What is shown of a lane at most, of each sort. */
  private static final int MOST = 100;

  record Shown(List<Lane> lanes) {}

  /**
   * A lane.
   *
   * @param states at most {@value #MOST}, in order of task, state and key
   * @param moreStates how many others there are
   * @param outstanding asks, at most {@value #MOST}, the oldest of a replier first
   * @param deadLetters at most {@value #MOST}, the oldest first
   */
  record Lane(
      int lane,
      List<Input> inputs,
      List<Value> states,
      int moreStates,
      List<Outstanding> outstanding,
      List<Letter> deadLetters) {}

  /** The number of the next atom that is to come from a channel. */
  record Input(String port, int lane, long next, boolean sealed) {}

  /**
   * A value of state; without a key if the task has it for all. A map is an array of its entries,
   * each an array of key and value.
   */
  record Value(String task, String state, String key, JsonNode value) {}

  /** An ask that is not settled. */
  record Outstanding(
      String portal, String key, String askerKey, String task, Optional<String> continuation) {}

  /** What was put aside, and why. */
  record Letter(String what, String error) {}

  private final LocalPortals portals;
  private final JsonValues json;

  Inspection(LocalPortals portals, JsonValues json) {
    this.portals = portals;
    this.json = json;
  }

  /** The lanes of an operator, and of a key only what they keep for it. */
  CompletableFuture<Reply> of(String path, Optional<String> key) {
    var shown =
        Refusals.named(() -> portals.look(path, (operator, state) -> lane(operator, state, key)));
    return shown.thenApply(
        lanes -> {
          var numbered = new ArrayList<Lane>();
          lanes.forEach(it -> numbered.add(numbered(it, numbered.size())));
          return new Reply(200, json.write(Shown.class, new Shown(numbered)));
        });
  }

  private static Lane numbered(Lane it, int number) {
    return new Lane(
        number, it.inputs(), it.states(), it.moreStates(), it.outstanding(), it.deadLetters());
  }

  private Lane lane(Operator operator, LaneState state, Optional<String> key) {
    var values = values(operator, state, key);
    return new Lane(
        0,
        state.consumers().stream().map(Inspection::input).toList(),
        values.stream().limit(MOST).toList(),
        Math.max(0, values.size() - MOST),
        state.askers().stream()
            .map(AskerChannel::outstanding)
            .flatMap(asks -> asks.stream().limit(MOST))
            .filter(ask -> key.isEmpty() || key.get().equals(ask.askerKey()))
            .limit(MOST)
            .map(Inspection::outstanding)
            .toList(),
        state.deadLetters().stream().limit(MOST).map(Inspection::letter).toList());
  }

  private static Input input(ConsumerChannel channel) {
    return new Input(
        channel.port(), channel.channel().lane(), channel.cursor(), channel.isSealed());
  }

  private static Outstanding outstanding(Ask ask) {
    return new Outstanding(
        ask.portal(),
        ask.key(),
        ask.askerKey(),
        ask.task(),
        ask.then().map(Ask.Then::continuation));
  }

  private static Letter letter(DeadLetter letter) {
    return new Letter(letter.what(), letter.error());
  }

  private List<Value> values(Operator operator, LaneState state, Optional<String> wanted) {
    var stored = new StoredState(state.states(), state::values, operator.codecs());
    var values = new ArrayList<Value>();
    for (var node : operator.nodes()) {
      if (node instanceof Node.Run run) {
        for (var declared : run.task().instantiate().declarations()) {
          stored
              .of(run.name(), declared)
              .forEach(
                  (key, value) -> {
                    if (wanted.isEmpty() || wanted.get().equals(key)) {
                      values.add(
                          new Value(run.name(), declared.name(), key, tree(declared, value)));
                    }
                  });
        }
      }
    }
    return values;
  }

  private JsonNode tree(Declaration declared, Object value) {
    if (declared instanceof Declaration.StateOf<?> it) {
      return tree(it.type(), value);
    }
    var array = JsonNodeFactory.instance.arrayNode();
    if (declared instanceof Declaration.MapOf<?, ?> it) {
      ((Map<?, ?>) value)
          .forEach(
              (key, one) -> array.addArray().add(tree(it.key(), key)).add(tree(it.value(), one)));
    } else if (declared instanceof Declaration.StashOf<?> it) {
      ((List<?>) value).forEach(one -> array.add(tree(it.type(), one)));
    }
    return array;
  }

  private <T> JsonNode tree(Class<T> type, Object value) {
    return json.tree(type, type.cast(value));
  }
}
