package dev.portals.driver;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Skipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
  private final List<AnswerMessage> answers = new ArrayList<>();
  private final List<AskMessage> asks = new ArrayList<>();
  private final List<AnswerMessage> answered = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private long bytes;
  private boolean isCovered;

  Draft(LaneState state, long at) {
    this.state = state;
    this.at = at;
  }

  /** Before the first entry: whether somebody comes back to the lane whatever is added (W1). */
  void begin(boolean covered) {
    isCovered = covered;
  }

  boolean isCovered() {
    return isCovered;
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

  /** What failed for the last time is dropped, and counted. */
  void skip(String error) {
    add(Skipped.oneMore(state));
    skipped.add(error);
  }

  /** The errors of what was dropped, to be told once the commit is stored. */
  List<String> skipped() {
    return skipped;
  }

  /** Inputs to offer again should the commit not be stored (rule C6). */
  List<AskMessage> asks() {
    return asks;
  }

  List<AnswerMessage> answered() {
    return answered;
  }

  /** What to send once the commit is stored. */
  List<AnswerMessage> answers() {
    return answers;
  }

  /** True if an ask of another lane is accepted or answered: until it hears, it asks again. */
  boolean servesLanes() {
    return entries.stream()
        .anyMatch(e -> e instanceof Entry.Served it && it.caller() instanceof Caller.Lane);
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

  /** The time that its steps see. */
  Instant now() {
    return Instant.ofEpochMilli(at);
  }

  Commit commit(long attempt, long planEpoch) {
    return new Commit(state.head() + 1, attempt, at, planEpoch, List.copyOf(entries));
  }
}
