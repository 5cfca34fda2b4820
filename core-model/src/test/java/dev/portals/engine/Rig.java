package dev.portals.engine;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The engine of the last operator of an application {@code /shop}, over a map as its state. */
final class Rig {
  static final AtomStream<String> IN = AtomStream.at("/source/streams/in", String.class);
  static final Portal<String, Integer> STOCK =
      Portal.at("/shop/portals/stock", String.class, Integer.class, item -> item);
  static final Portal<String, Integer> BANK =
      Portal.at("/bank/portals/account", String.class, Integer.class, name -> name);
  static final Instant NOW = Instant.ofEpochMilli(1_000);

  private final Operator operator;
  private final Engine engine;
  final Map<String, Bytes> state = new HashMap<>();

  Rig(Consumer<ApplicationBuilder> block) {
    var operators = Plan.of(Application.named("shop", block).graph()).operators();
    operator = operators.get(operators.size() - 1);
    engine = new Engine(operator);
  }

  private Map<String, Bytes> values(String name) {
    var values = new HashMap<String, Bytes>();
    state.forEach(
        (place, value) -> {
          if (place.startsWith(name + " ")) {
            values.put(place.substring(name.length() + 1), value);
          }
        });
    return values;
  }

  private Step keep(Step step) {
    for (var change : step.changes()) {
      state.compute(
          change.state() + " " + change.key(), (place, old) -> change.value().orElse(null));
    }
    return step;
  }

  Step atom(String... events) {
    var bytes = EventList.encode(operator.codecs().of(String.class), List.of(events));
    return atom(events.length, bytes);
  }

  Step atomOf(AtomStream<String> stream, String... events) {
    var bytes = EventList.encode(operator.codecs().of(String.class), List.of(events));
    return keep(engine.atom(stream.path(), events.length, bytes, this::values, NOW));
  }

  Step atom(int count, Bytes bytes) {
    return keep(engine.atom(IN.path(), count, bytes, this::values, NOW));
  }

  Step ask(String request) {
    return askBytes(operator.codecs().encode(String.class, request), request);
  }

  Step askBytes(Bytes payload, String key) {
    return askBytes(STOCK.path(), payload, key);
  }

  Step askBytes(String portal, Bytes payload, String key) {
    return keep(engine.ask(portal, key, payload, this::values, NOW).orElseThrow());
  }

  Step answer(Step.Asking asked, int answer) {
    return answer(asked, new Answer.Replied<>(operator.codecs().encode(Integer.class, answer)));
  }

  Step answer(Step.Asking asked, Answer<Bytes> answer) {
    return keep(
        engine.answer(
            asked.task(),
            asked.askerKey(),
            asked.then().orElseThrow(),
            List.of(answer),
            this::values,
            NOW));
  }

  /** The atom at the generator's cursor; empty at its end. */
  Optional<Step> generate() {
    return generate(NOW) instanceof Generated.Made made
        ? Optional.of(made.step())
        : Optional.empty();
  }

  Generated generate(Instant now) {
    var generated = engine.generate(this::values, now);
    if (generated instanceof Generated.Made made) {
      keep(made.step());
    }
    return generated;
  }

  Optional<String> completing() {
    return engine.completing(this::values);
  }

  Step complete(String task) {
    return keep(engine.complete(task, this::values, NOW));
  }

  Optional<Step> error(StepFailedException failed) {
    return engine.error(failed, this::values, NOW).map(this::keep);
  }

  <T> T stored(Class<T> type, String name, String key) {
    return operator.codecs().decode(type, state.get(name + " " + key));
  }

  /** What a step emitted to a sink, by the stream's name: one list an atom. */
  List<List<Object>> emitted(Step step, String sink, Class<?> type) {
    var atoms = new ArrayList<List<Object>>();
    for (var emission : step.emissions()) {
      if (emission.port().equals("/shop/streams/" + sink)) {
        atoms.add(events(type, emission));
      }
    }
    return atoms;
  }

  @SuppressWarnings("unchecked")
  private List<Object> events(Class<?> type, Step.Emission emission) {
    var codec = (Codec<Object>) operator.codecs().of(type);
    var batch = EventList.decode(codec, emission.count(), emission.events());
    var events = new ArrayList<Object>();
    for (var at = 0; at < batch.size(); at++) {
      events.add(batch.event(at));
    }
    return events;
  }

  Codecs codecs() {
    return operator.codecs();
  }
}
