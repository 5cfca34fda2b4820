package dev.portals.local.tracing;

import java.time.Instant;
import java.util.Optional;

/** Something that began and is to end: what came from outside, or an ask that a lane serves. */
public interface Traced {
  /** Hears nothing. */
  Traced NONE =
      new Traced() {
        @Override
        public Traced serve(String path, String lane, Instant since) {
          return this;
        }

        @Override
        public void happened(String what) {}

        @Override
        public void end(Optional<String> error) {}
      };

  /**
   * A lane serves what this one asked for.
   *
   * @param lane as {@code /application/operator#number}
   * @param since when it was asked
   */
  Traced serve(String path, String lane, Instant since);

  /** A moment of it, for people. */
  void happened(String what);

  /**
   * It has ended. What is not ended in this process is never told of.
   *
   * @param error why it failed, if it did
   */
  void end(Optional<String> error);
}
