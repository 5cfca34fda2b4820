package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What one step has done so far: its writes over the committed state, its asks, its reply. */
final class StepScope {
  private final StateReader committed;
  private final Instant now;
  private final int events;
  private final Map<String, StateDraft> states = new LinkedHashMap<>();
  private final List<AskDraft> asks = new ArrayList<>();
  private @Nullable Bytes reply;
  private int groups;
  private boolean open = true;

  /** Of a step over one event, an ask or an answer. */
  StepScope(StateReader committed, Instant now) {
    this(committed, now, 1);
  }

  /** Of a step over so many events. */
  StepScope(StateReader committed, Instant now, int events) {
    this.committed = committed;
    this.now = now;
    this.events = events;
  }

  @Nullable Bytes read(String state, String key) {
    return cell(state, key).value();
  }

  /** All values of a state, in the order of their keys. */
  SortedMap<String, Bytes> values(String state) {
    return state(state).values();
  }

  void write(String state, String key, Optional<Bytes> value) {
    cell(state, key).write(value.orElse(null));
  }

  /** A value to read and write while the step runs. */
  StateDraft.Cell cell(String state, String key) {
    return state(state).cell(key);
  }

  private StateDraft state(String state) {
    requireOpen();
    return states.computeIfAbsent(
        state, name -> new StateDraft(name, committed.values(name), events));
  }

  AskDraft ask(AskDraft draft) {
    requireOpen();
    asks.add(draft);
    return draft;
  }

  /** Counts the groups of asks that are awaited together. */
  int newGroup() {
    requireOpen();
    return groups++;
  }

  void reply(Bytes value) {
    requireOpen();
    if (reply != null) {
      throw new PortalsException("the ask was answered twice. Maybe reply once, at the end");
    }
    reply = value;
  }

  Instant now() {
    return now;
  }

  /** A context must not outlive its step: what it did after would be lost. */
  void requireOpen() {
    if (!open) {
      throw new PortalsException(
          "a context was used after its step had ended. Maybe keep state in handles and use the ctx of each call");
    }
  }

  void close() {
    open = false;
  }

  Step end(List<Step.Emission> emissions) {
    var changes = new ArrayList<Step.StateChange>();
    states.values().forEach(state -> state.addTo(changes));
    var asked = asks.stream().map(AskDraft::asking).toList();
    return new Step(changes, emissions, asked, Optional.ofNullable(reply));
  }
}
