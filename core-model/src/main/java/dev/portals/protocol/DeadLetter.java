package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.StreamChannel;
import java.util.List;

/** What was put aside because user code kept throwing, whole, with the error (S9). */
public sealed interface DeadLetter {
  String error();

  /** What it is, for people. */
  String what();

  /** An atom. */
  record OfAtom(String port, StreamChannel channel, long number, Atom atom, String error)
      implements DeadLetter {
    @Override
    public String what() {
      return what(channel, number);
    }

    /** As in {@code atom 17 of /shop/streams/orders#0}. */
    public static String what(StreamChannel channel, long number) {
      return "atom " + number + " of " + channel;
    }
  }

  /** A continuation and the answers it was to run with. */
  record OfContinuation(Ask ask, List<Outcome> answers, String error) implements DeadLetter {
    @Override
    public String what() {
      return what(ask);
    }

    /** As in {@code the answer of /bank/portals/account to task pay}. */
    public static String what(Ask ask) {
      return "the answer of " + ask.portal() + " to task " + ask.task();
    }
  }

  /** A task's onComplete; the lane completed without it. */
  record OfCompletion(String task, String error) implements DeadLetter {
    @Override
    public String what() {
      return what(task);
    }

    /** As in {@code the end of the input of task pay}. */
    public static String what(String task) {
      return "the end of the input of task " + task;
    }
  }

  /** A generator's cursor, as stored; the generator goes no further. */
  record OfGenerator(String stream, Bytes cursor, String error) implements DeadLetter {
    @Override
    public String what() {
      return what(stream);
    }

    /** As in {@code the next atom of /shop/streams/orders}. */
    public static String what(String stream) {
      return "the next atom of " + stream;
    }
  }
}
