package dev.portals.protocol;

import static dev.portals.protocol.Lanes.ASKER;
import static dev.portals.protocol.Lanes.ATOM;
import static dev.portals.protocol.Lanes.REPLIER;
import static dev.portals.protocol.Lanes.ask;
import static dev.portals.protocol.Lanes.replied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lane's memory is what its commits say, in their order. */
class LaneStateTest {
  private static final Root SERVED = new Root.OfServed(ASKER, 0, 1);

  private final LaneState state = new LaneState();

  private void apply(Entry entry) {
    state.apply(entry, 100);
  }

  private void apply(long at, Entry entry) {
    state.apply(entry, at);
  }

  private void asks(Root root, boolean awaited) {
    apply(state.asker(REPLIER).ask(ask("q", root, awaited)));
  }

  private static Caller.External external(String idempotencyKey) {
    return new Caller.External("/shop/portals/p", "k", idempotencyKey);
  }

  private void serves(long at, Caller caller, Optional<Outcome> answer) {
    // as a replier does: it looks before it runs
    assertThat(state.replier(caller).decide(caller, 0, 7)).isNull();
    apply(at, state.replier(caller).serve(caller, 0, 7, answer));
  }

  @Test // C5
  void commit_thatIsNotTheNext_breaksTheLane() {
    state.apply(new Commit(1, 0, 0, 1, List.of()));

    assertThatThrownBy(() -> state.apply(new Commit(3, 0, 0, 1, List.of())))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessage("commit 3 after 1: one is missing");
    assertThatThrownBy(() -> state.apply(new Commit(1, 0, 0, 1, List.of())))
        .isInstanceOf(BrokenLaneException.class);
    assertThat(state.head()).isEqualTo(1);
  }

  @Test // C9
  void planEpoch_always_isThatOfTheNewestCommit() {
    state.apply(new Commit(1, 0, 0, 4, List.of()));

    assertThat(state.planEpoch()).isEqualTo(4);
  }

  @Test
  void value_writtenAndRemoved_isGone() {
    apply(
        new Entry.Wrote(
            "n",
            List.of(
                new Entry.Value("a", Optional.of(Bytes.ofUtf8("1"))),
                new Entry.Value("b", Optional.of(Bytes.ofUtf8("2"))))));
    apply(new Entry.Wrote("n", List.of(new Entry.Value("a", Optional.empty()))));

    assertThat(state.value("n", "a")).isNull();
    assertThat(state.value("n", "b")).isEqualTo(Bytes.ofUtf8("2"));
    assertThat(state.value("m", "b")).isNull();
  }

  @Test
  void settlement_ofWhatIsNotOutstanding_breaksTheLane() {
    asks(ATOM, true);
    apply(new Entry.Settled(REPLIER, 0));

    assertThatThrownBy(() -> apply(new Entry.Settled(REPLIER, 0)))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessage("commit settles 0 at /bank/workflows/bank#0, which is not outstanding");
  }

  @Test // asker rule 6
  void asksOfAnAtom_untilAllSettled_holdTheLaneBack() {
    asks(ATOM, true);
    asks(ATOM, false);
    assertThat(state.isDraining()).isTrue();

    apply(new Entry.Settled(REPLIER, 0));
    assertThat(state.isDraining()).isTrue();
    apply(new Entry.Settled(REPLIER, 1));
    assertThat(state.isDraining()).isFalse();
    assertThat(state.hasOutstanding()).isFalse();
  }

  @Test // asker rule 6
  void asksOfAServedAsk_never_holdTheLaneBack() {
    asks(SERVED, true);

    assertThat(state.isDraining()).isFalse();
    assertThat(state.hasOutstanding()).isTrue();
  }

  @Test // replier rule 3
  void hopes_ofAServedAsk_areItsAwaitedAsks() {
    asks(SERVED, true);
    asks(SERVED, true);
    asks(SERVED, false);
    assertThat(state.hopes(SERVED)).isEqualTo(2);

    apply(new Entry.Settled(REPLIER, 2));
    apply(new Entry.Settled(REPLIER, 0));
    assertThat(state.hopes(SERVED)).isEqualTo(1);
    apply(new Entry.Settled(REPLIER, 1));
    assertThat(state.hopes(SERVED)).isZero();
  }

  @Test // external asks
  void externalAnswers_always_areCountedAndKeptUntilTheyExpire() {
    serves(100, external("one"), replied("r"));
    var one = state.externalBytes();
    assertThat(one).isBetween(64L, 100L);
    serves(200, external("two"), replied("r"));
    assertThat(state.externalBytes()).isEqualTo(2 * one);
    assertThat(state.expired(100, 64)).isEmpty();

    var forgot = new Entry.Forgot(external("one"), 1);
    assertThat(state.expired(101, 64)).containsExactly(forgot);
    assertThat(state.expired(1_000, 1)).containsExactly(forgot);
    apply(forgot);

    assertThat(state.externalBytes()).isEqualTo(one);
    assertThat(state.replier(external("one")).decide(external("one"), 0, 7)).isNull();
    assertThat(state.replier(external("two")).decide(external("two"), 0, 7)).isNotNull();
    assertThat(state.expired(101, 64)).isEmpty();
  }

  @Test // external asks
  void externalAsk_answeredLater_isCountedOnceAndNotForgottenWhileOpen() {
    serves(100, external("one"), Optional.empty());
    assertThat(state.expired(1_000, 64)).isEmpty();
    var open = state.externalBytes();

    apply(200, state.replier(external("one")).serve(external("one"), 0, 7, replied("r")));

    assertThat(state.externalBytes()).isEqualTo(open + 1);
    assertThat(state.expired(200, 64)).isEmpty(); // kept from the answer on, not from the ask
    assertThat(state.expired(201, 64)).hasSize(1);
  }

  @Test
  void replier_onlyLookedAt_isNotKept() {
    assertThat(state.replier(ASKER)).isNotSameAs(state.replier(ASKER));
    serves(100, ASKER, Optional.empty());
    assertThat(state.replier(ASKER)).isSameAs(state.replier(ASKER));
  }
}
