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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one step has done so far: its writes over the committed state, its asks, its reply. */
final class StepScope {
  private final StateReader committed;
  private final Instant now;
  private final Map<String, Map<String, Optional<Bytes>>> writes = new LinkedHashMap<>();
  private final List<AskDraft> asks = new ArrayList<>();
  private @Nullable Bytes reply;
  private int groups;
  private boolean open = true;

  StepScope(StateReader committed, Instant now) {
    this.committed = committed;
    this.now = now;
  }

  @Nullable Bytes read(String state, String key) {
    requireOpen();
    var written = writes.get(state);
    if (written != null) {
      var value = written.get(key);
      if (value != null) {
        return value.orElse(null);
      }
    }
    return committed.read(state, key);
  }

  /** All values of a state, in the order of their keys. */
  SortedMap<String, Bytes> values(String state) {
    requireOpen();
    var values = new TreeMap<>(committed.values(state));
    writes
        .getOrDefault(state, Map.of())
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(it -> values.put(key, it), () -> values.remove(key)));
    return values;
  }

  void write(String state, String key, Optional<Bytes> value) {
    requireOpen();
    writes.computeIfAbsent(state, s -> new LinkedHashMap<>()).put(key, value);
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
    writes.forEach(
        (state, values) ->
            values.forEach((key, value) -> changes.add(new Step.StateChange(state, key, value))));
    var asked = asks.stream().map(AskDraft::asking).toList();
    return new Step(changes, emissions, asked, Optional.ofNullable(reply));
  }
}
