package dev.portals.testkit;

import dev.portals.engine.Engine;
import dev.portals.plan.Operator;
import dev.portals.protocol.Commit;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a lane was given, in the order its commits say, and what they say it did.
 *
 * @param facts the entries but those that only record deliveries, one value a {@link Entry.Wrote}
 */
record Pinned(List<Input> inputs, List<Entry> facts) {

  /** Something that made the lane run a step at {@code at} milliseconds since 1970. */
  sealed interface Input {
    long at();
  }

  /** The next atom of a channel. */
  record AtomInput(Entry.Moved moved, long at) implements Input {}

  /** The first time an ask was accepted; {@code served} has the text if it ended without reply. */
  record AskInput(Entry.Served served, long at) implements Input {}

  /**
   * The answer to an ask.
   *
   * @param failed whether nobody awaits it and it was settled with a failure
   * @param error the recorded error, used where it is the driver's and not the user code's
   */
  record AnswerInput(Entry.Settled settled, boolean failed, String error, long at)
      implements Input {}

  /** An ask was given up; {@code error} as for an answer. */
  record ExpireInput(Entry.Expired expired, String error, long at) implements Input {}

  /** The replier is known to have accepted an ask that was given up. */
  record AcceptedInput(Entry.Settled settled, long at) implements Input {}

  /** A generator made an atom. */
  record GenerateInput(long at) implements Input {}

  /** A task's onComplete was due. */
  record CompleteInput(String task, long at) implements Input {}

  /** From here on the lane ran as code of a deployment. */
  record DeployInput(long epoch, long at) implements Input {}

  /** A channel begins with an atom that is not its first. */
  record BeginInput(Entry.Subscribed subscribed, long at) implements Input {}

  /** The lane takes nothing new; at its end, nothing at all. */
  record EndingInput(boolean ended, long at) implements Input {}

  /** A stream ended. */
  record SealInput(String port, long at) implements Input {}

  static Pinned of(Operator operator, List<Commit> commits) {
    var pinned = new Pinned(new ArrayList<>(), new ArrayList<>());
    var accepted = new HashSet<Entry.Served>();
    var given = new HashSet<Entry.Settled>();
    var epoch = 0L;
    for (var commit : commits) {
      if (commit.planEpoch() != epoch) {
        epoch = commit.planEpoch();
        pinned.inputs.add(new DeployInput(epoch, commit.at()));
      }
      var entries = commit.entries();
      for (var at = 0; at < entries.size(); at++) {
        var entry = entries.get(at);
        var next = at + 1 < entries.size() ? entries.get(at + 1) : entry;
        pinned.fact(entry);
        if (entry instanceof Entry.Expired expired) {
          given.add(new Entry.Settled(expired.replier(), expired.number()));
          pinned.inputs.add(new ExpireInput(expired, error(next), commit.at()));
        } else if (entry instanceof Entry.Settled settled && given.contains(settled)) {
          pinned.inputs.add(new AcceptedInput(settled, commit.at()));
        } else if (entry instanceof Entry.Subscribed begun) {
          pinned.inputs.add(new BeginInput(begun, commit.at()));
        } else if (entry instanceof Entry.Closing || entry instanceof Entry.Ended) {
          pinned.inputs.add(new EndingInput(entry instanceof Entry.Ended, commit.at()));
        } else if (entry instanceof Entry.Moved moved) {
          pinned.inputs.add(new AtomInput(moved, commit.at()));
        } else if (entry instanceof Entry.Settled settled) {
          pinned.inputs.add(new AnswerInput(settled, unheard(next), error(next), commit.at()));
        } else if (entry instanceof Entry.Served served && accepted.add(identity(served))) {
          pinned.inputs.add(new AskInput(served, commit.at()));
        } else if (entry instanceof Entry.Produced produced && produced.atom().isSeal()) {
          pinned.inputs.add(new SealInput(produced.port(), commit.at()));
        } else if (entry instanceof Entry.Wrote wrote
            && operator.source().isPresent()
            && wrote.state().equals(Engine.CURSOR)) {
          pinned.inputs.add(new GenerateInput(commit.at()));
        } else if (entry instanceof Entry.Wrote wrote && wrote.state().equals(Engine.COMPLETED)) {
          pinned.inputs.add(new CompleteInput(wrote.values().get(0).key(), commit.at()));
        }
      }
    }
    return pinned;
  }

  private static Entry.Served identity(Entry.Served served) {
    return new Entry.Served(served.caller(), served.number(), 0, Optional.empty());
  }

  private static boolean unheard(Entry next) {
    return next instanceof Entry.DeadLettered dead
        && dead.letter() instanceof DeadLetter.OfContinuation letter
        && letter.ask().then().isEmpty();
  }

  private static String error(Entry next) {
    if (next instanceof Entry.DeadLettered dead) {
      return dead.letter().error();
    }
    return next instanceof Entry.Served served
            && served.answer().orElse(null) instanceof Outcome.Failed failed
        ? failed.error()
        : "";
  }

  private void fact(Entry entry) {
    if (entry instanceof Entry.Wrote wrote) {
      for (var value : wrote.values()) {
        facts.add(new Entry.Wrote(wrote.state(), List.of(value)));
      }
    } else if (!isMark(entry)
        && !(entry instanceof Entry.Published)
        && !(entry instanceof Entry.Forgot)) {
      facts.add(entry);
    }
  }

  private static boolean isMark(Entry entry) {
    return entry instanceof Entry.Deployed
        || entry instanceof Entry.Closing
        || entry instanceof Entry.Ended;
  }
}
