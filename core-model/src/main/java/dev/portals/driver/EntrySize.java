package dev.portals.driver;

import dev.portals.codec.Bytes;
import dev.portals.engine.Step;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Caller;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import java.util.List;

/** About how many bytes an entry takes in a commit (rule C2): never much less than it does. */
final class EntrySize {
  /**
   * Field numbers, lengths, names of lanes, ports and states: what any entry may have beside user
   * data.
   */
  private static final int OVERHEAD = 256;

  /** Field numbers and lengths of a value of state. */
  private static final int VALUE = 16;

  /** The same of an atom, beside its port. */
  private static final int ATOM = 48;

  private EntrySize() {}

  static long of(Entry entry) {
    if (entry instanceof Entry.Wrote wrote) {
      return OVERHEAD + of(wrote.state()) + values(wrote.values());
    } else if (entry instanceof Entry.Produced produced) {
      return (long) OVERHEAD + produced.atom().events().size();
    } else if (entry instanceof Entry.Asked asked) {
      return OVERHEAD + of(asked.ask());
    } else if (entry instanceof Entry.Gathered gathered) {
      return OVERHEAD + of(gathered.answer());
    } else if (entry instanceof Entry.Served served) {
      return OVERHEAD + of(served.caller()) + served.answer().map(EntrySize::of).orElse(0L);
    } else if (entry instanceof Entry.Forgot forgot) {
      return OVERHEAD + of(forgot.caller());
    } else if (entry instanceof Entry.DeadLettered dead) {
      return OVERHEAD + of(dead.letter());
    }
    return OVERHEAD;
  }

  /**
   * About how many bytes a step takes in a commit, without what it has once: never much less than
   * it does, also if it is made of many small things.
   */
  static long of(Step step) {
    var size = step.reply().map(Bytes::size).orElse(0).longValue();
    var state = "";
    for (var change : step.changes()) {
      size += change.state().equals(state) ? 0 : of(change.state());
      state = change.state();
      size += VALUE + of(change.key()) + change.value().map(Bytes::size).orElse(0);
    }
    for (var emission : step.emissions()) {
      size += ATOM + of(emission.port()) + emission.events().size();
    }
    for (var ask : step.asks()) {
      size += OVERHEAD + of(ask.key()) + of(ask.askerKey()) + ask.payload().size();
      size += ask.then().map(then -> then.context().size()).orElse(0);
    }
    return size;
  }

  private static long values(List<Entry.Value> values) {
    var bytes = 0L;
    for (var value : values) {
      bytes += VALUE + of(value.key()) + value.value().map(Bytes::size).orElse(0);
    }
    return bytes;
  }

  private static long of(Ask ask) {
    return OVERHEAD
        + of(ask.key())
        + of(ask.askerKey())
        + ask.payload().size()
        + ask.then().map(then -> then.context().size()).orElse(0)
        + (ask.root() instanceof Root.OfServed served ? of(served.caller()) : 0);
  }

  private static long of(Caller caller) {
    return caller instanceof Caller.External external
        ? of(external.key()) + of(external.idempotencyKey())
        : 0;
  }

  private static long of(Outcome outcome) {
    if (outcome instanceof Outcome.Replied replied) {
      return replied.value().size();
    }
    return outcome instanceof Outcome.Failed failed ? of(failed.error()) : 0;
  }

  private static long of(DeadLetter letter) {
    if (letter instanceof DeadLetter.OfAtom atom) {
      return of(letter.error()) + atom.atom().events().size();
    } else if (letter instanceof DeadLetter.OfContinuation continuation) {
      return of(letter.error()) + of(continuation.ask()) + sum(continuation.answers());
    }
    return of(letter.error())
        + (letter instanceof DeadLetter.OfGenerator generator ? generator.cursor().size() : 0);
  }

  private static long sum(List<Outcome> outcomes) {
    return outcomes.stream().mapToLong(EntrySize::of).sum();
  }

  /** The bytes of a text as UTF-8 (RFC 3629). */
  static long of(String text) {
    var bytes = (long) text.length();
    for (var at = 0; at < text.length(); at++) {
      var character = text.charAt(at);
      if (character >= 0x80) {
        bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
      }
    }
    return bytes;
  }
}
