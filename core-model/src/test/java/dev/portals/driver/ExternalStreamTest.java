package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.Bytes;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.task.AtomStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Design rules S13 and S14: what is published from outside enters once. */
class ExternalStreamTest {
  private static final AtomStream<String> NEWS = AtomStream.at("/shop/streams/news", String.class);
  private static final String PATH = "/shop/externals/news";

  private final Lane lane = Lane.of(app -> app.external(NEWS));

  private void publish(String idempotencyKey, String... events) {
    var atom = lane.atom(events).events();
    var item = new AskMessage.Item(0, PATH, PATH, PayloadHash.of(atom), Optional.of(atom), 1);
    var caller = new Caller.External(PATH, PATH, idempotencyKey);
    lane.driver.offer(new AskMessage(caller, lane.id, 5, 0, List.of(item)));
    lane.settle();
  }

  private List<Outcome> heard() {
    return lane.asks.outcomes();
  }

  @Test
  void s13_atomPublished_entersWholeAndIsAnswered() {
    publish("one", "a", "b");
    publish("two");

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a", "b"), lane.atom());
    assertThat(heard())
        .containsExactly(new Outcome.Replied(Bytes.EMPTY), new Outcome.Replied(Bytes.EMPTY));
    assertThat(lane.driver.status().sealed()).isFalse();
  }

  @Test
  void s13_atomPublishedAgainUnderItsKey_entersOnce() {
    publish("one", "a");
    publish("one", "a");
    lane.restarted();
    publish("one", "a");

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"));
    assertThat(heard()).hasSize(3).containsOnly(new Outcome.Replied(Bytes.EMPTY));
  }

  @Test
  void s14_anotherAtomUnderTheSameKey_isRefused() {
    publish("one", "a");
    publish("one", "b");

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"));
    assertThat(heard()).last().isEqualTo(new Outcome.Mismatch());
  }

  @Test
  void s13_atomPublishedWhileReadersAreFarBehind_isToComeLater() {
    lane.streams.room = false;
    publish("one", "a");

    assertThat(lane.streams.atoms()).isEmpty();
    assertThat(heard()).containsExactly(new Outcome.Busy());
    lane.streams.room = true;
    publish("one", "a");

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"));
  }

  @Test
  void s13_atomThatCannotBeRead_fails() {
    var bytes = Bytes.of(new byte[] {9, 9});
    var item = new AskMessage.Item(0, PATH, PATH, PayloadHash.of(bytes), Optional.of(bytes), 1);
    lane.driver.offer(
        new AskMessage(new Caller.External(PATH, PATH, "bad"), lane.id, 5, 0, List.of(item)));
    lane.settle();

    assertThat(heard())
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.error())
                    .contains(PATH + " holds an atom that this code cannot read"));
    assertThat(lane.streams.atoms()).isEmpty();
  }
}
