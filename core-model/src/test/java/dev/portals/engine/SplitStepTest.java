package dev.portals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.task.AtomStream;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S3: what sequencers and splits make of an atom. */
class SplitStepTest {
  private static final Sequencer<String> COURT =
      Sequencer.at("/shop/sequencers/court", String.class);
  private static final AtomStream<String> ANY = AtomStream.at("/any/streams/s", String.class);

  @Test
  void s3_sequencer_passesAtomsOfAnyStreamWholeAndDropsEmptyOnes() {
    var rig = new Rig(app -> app.sequencer(COURT));

    assertThat(rig.emitted(rig.atom("b", "a"), "court", String.class))
        .containsExactly(List.of("b", "a"));
    assertThat(rig.emitted(rig.atomOf(ANY, "c"), "court", String.class))
        .containsExactly(List.of("c"));
    assertThat(rig.atom().emissions()).isEmpty();
  }

  @Test
  void s3_split_isOneAtomOfTheEventsThatMatchOrNone() {
    var rig =
        new Rig(
            app ->
                app.split(
                    Splitter.at("/any/splitters/words", String.class),
                    "long",
                    word -> word.length() > 1));

    assertThat(rig.emitted(rig.atomOf(ANY, "ab", "c", "de"), "long", String.class))
        .containsExactly(List.of("ab", "de"));
    assertThat(rig.atomOf(ANY, "c").emissions()).isEmpty();
    assertThat(rig.atomOf(ANY).emissions()).isEmpty();
  }
}
