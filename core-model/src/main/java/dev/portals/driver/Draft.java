package dev.portals.driver;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commit in the making: entries applied to the lane's memory but not stored, and what may leave
 * once they are.
 */
final class Draft {
  private static final int ENTRIES = 256;
  private static final int BYTES = 40_000;

  private final LaneState state;
  private final long at;
  private final List<Entry> entries = new ArrayList<>();
  private final ArrayDeque<AnswerMessage> answers = new ArrayDeque<>();
  private final List<AskMessage> asks = new ArrayList<>();
  private final List<AnswerMessage> answered = new ArrayList<>();
  private long bytes;

  Draft(LaneState state, long at) {
    this.state = state;
    this.at = at;
  }

  void add(Entry entry) {
    state.apply(entry, at);
    entries.add(entry);
    bytes += EntrySize.of(entry);
  }

  /** An answer that leaves after the commit (rule C7). */
  void answer(AnswerMessage message) {
    answers.add(message);
  }

  /** Inputs to offer again should the commit not be stored (rule C6). */
  List<AskMessage> asks() {
    return asks;
  }

  List<AnswerMessage> answered() {
    return answered;
  }

  /** The next answer to send once the commit is stored, or null. */
  @Nullable AnswerMessage nextAnswer() {
    return answers.poll();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** True when the next step belongs into a commit of its own. */
  boolean isFull() {
    return entries.size() >= ENTRIES || bytes >= BYTES;
  }

  long at() {
    return at;
  }

  Commit commit(long attempt, long planEpoch) {
    return new Commit(state.head() + 1, attempt, at, planEpoch, List.copyOf(entries));
  }
}
