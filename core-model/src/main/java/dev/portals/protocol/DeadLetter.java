package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.StreamChannel;
import java.util.List;

/** What was put aside because user code kept throwing, whole, with the error (S9). */
public sealed interface DeadLetter {
  String error();

  /** An atom. */
  record OfAtom(String port, StreamChannel channel, long number, Atom atom, String error)
      implements DeadLetter {}

  /** A continuation and the answers it was to run with. */
  record OfContinuation(Ask ask, List<Outcome> answers, String error) implements DeadLetter {}

  /** A task's onComplete; the lane completed without it. */
  record OfCompletion(String task, String error) implements DeadLetter {}

  /** A generator's cursor, as stored; the generator goes no further. */
  record OfGenerator(String stream, Bytes cursor, String error) implements DeadLetter {}
}
