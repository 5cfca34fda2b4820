package dev.portals.testkit;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import java.util.stream.Collectors;

/** Commits and messages in few words, for a trace. */
final class Words {
  private Words() {}

  static String of(Commit commit) {
    return commit.entries().stream().map(Words::of).collect(Collectors.joining(", "));
  }

  static String of(Entry entry) {
    if (entry instanceof Entry.Moved it) {
      return "moved " + it.channel() + " to " + it.next() + (it.sealed() ? " sealed" : "");
    } else if (entry instanceof Entry.Wrote it) {
      var keys = it.values().stream().map(Entry.Value::key).toList();
      return "wrote " + it.state() + keys;
    } else if (entry instanceof Entry.Produced it) {
      return "produced " + it.port() + " " + it.number() + (it.atom().isSeal() ? " seal" : "");
    } else if (entry instanceof Entry.Published it) {
      return "published " + it.port() + " below " + it.next();
    } else if (entry instanceof Entry.Asked it) {
      return "asked " + it.replier() + " " + it.number();
    } else if (entry instanceof Entry.Settled it) {
      return "settled " + it.replier() + " " + it.number();
    } else if (entry instanceof Entry.Served it) {
      var answer = it.answer().map(Words::of).orElse("open");
      return "served " + of(it.caller()) + " " + it.number() + " " + answer;
    } else if (entry instanceof Entry.Forgot it) {
      return "forgot " + of(it.caller()) + " below " + it.below();
    } else if (entry instanceof Entry.Subscribed it) {
      return "begins " + it.channel() + " at " + it.start();
    } else if (entry instanceof Entry.DeadLettered it) {
      return "dead letter " + it.letter().getClass().getSimpleName();
    }
    return entry.toString();
  }

  static String of(AskMessage message) {
    var numbers = message.items().stream().map(AskMessage.Item::number).toList();
    return "ask " + message.replier() + " " + numbers + " below " + message.below();
  }

  static String of(AnswerMessage message) {
    var items =
        message.items().stream().map(item -> item.number() + " " + of(item.outcome())).toList();
    return "answer " + of(message.caller()) + " " + items;
  }

  static String of(Caller caller) {
    return caller instanceof Caller.Lane lane ? lane.lane().toString() : caller.toString();
  }

  private static String of(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }
}
