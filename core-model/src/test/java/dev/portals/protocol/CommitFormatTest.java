package dev.portals.protocol;

import static dev.portals.protocol.Lanes.ASKER;
import static dev.portals.protocol.Lanes.ATOM;
import static dev.portals.protocol.Lanes.CHANNEL;
import static dev.portals.protocol.Lanes.PORT;
import static dev.portals.protocol.Lanes.REPLIER;
import static dev.portals.protocol.Lanes.ask;
import static dev.portals.protocol.Lanes.atom;
import static dev.portals.protocol.Lanes.replied;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.Bytes;
import dev.portals.codec.CodecException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule C2: a commit is what its bytes say. */
class CommitFormatTest {
  static final Commit FULL =
      new Commit(
          7,
          Long.MIN_VALUE,
          1_700_000_000_000L,
          3,
          List.of(
              new Entry.Moved(PORT, CHANNEL, 5, true),
              new Entry.Wrote(
                  "t/n",
                  List.of(
                      new Entry.Value("a", Optional.of(Bytes.ofUtf8("1"))),
                      new Entry.Value("", Optional.empty()))),
              new Entry.Produced(PORT, 4, atom("x")),
              new Entry.Produced(PORT, 5, Atom.SEAL),
              new Entry.Published(PORT, 4),
              new Entry.Asked(REPLIER, 0, ask("q", ATOM, false)),
              new Entry.Asked(REPLIER, 1, ask("q", new Root.OfServed(ASKER, 2, 1), true)),
              new Entry.Settled(REPLIER, 0),
              new Entry.Served(ASKER, 0, 42, Optional.empty()),
              new Entry.Served(new Caller.External("p", "k", "i"), 0, -42, replied("r")),
              new Entry.Served(ASKER, 1, 42, Optional.of(new Outcome.Failed("no"))),
              new Entry.Gathered(3, 1, new Outcome.Failed("no")),
              new Entry.Forgot(ASKER, 1),
              new Entry.DeadLettered(
                  new DeadLetter.OfAtom(PORT, CHANNEL, 9, atom("poison"), "threw")),
              new Entry.DeadLettered(
                  new DeadLetter.OfContinuation(
                      ask("q", ATOM, true), List.of(new Outcome.Failed("no")), "threw")),
              new Entry.DeadLettered(new DeadLetter.OfGenerator(PORT, Bytes.EMPTY, "threw"))));

  @Test
  void commit_ofEveryEntry_isReadAsItWasWritten() {
    assertThat(CommitFormat.decode(CommitFormat.encode(FULL))).isEqualTo(FULL);
  }

  @Test
  void bytes_cutShort_areNeverTheWholeCommit() {
    var good = CommitFormat.encode(FULL);
    var refused = 0;
    for (var end = 0; end < good.size(); end++) {
      try {
        // a cut between two components reads as a commit without the latter: stores add a checksum
        assertThat(CommitFormat.decode(good.slice(0, end))).isNotEqualTo(FULL);
      } catch (CodecException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(good.size() * 9 / 10);
  }
}
