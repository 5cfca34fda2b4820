package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.task.AtomStream;
import dev.portals.testkit.reference.DeadLetter;
import dev.portals.testkit.reference.StateId;
import dev.portals.testkit.reference.StreamContent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The suite is only worth what it would find. */
class ComparisonTest {
  private static final AtomStream<String> STREAM = AtomStream.at("/a/streams/s", String.class);
  private static final StateId ID = new StateId("/a/workflows/w", "t", "s", "k");
  private static final DeadLetter LETTER =
      new DeadLetter.OfAtom("/a/workflows/w", "/a/streams/s", List.of("a1"), "an error");

  private static final List<List<Object>> ATOMS =
      List.of(List.of("a1", "b1"), List.of("a2"), List.of(), List.of("b2", "a3"));

  private static Observed observed(List<List<Object>> atoms, boolean isSealed) {
    return observed(new StreamContent(atoms, isSealed), 1, LETTER);
  }

  private static Observed observed(StreamContent content, int state, DeadLetter letter) {
    return new Observed(
        Map.of(STREAM.path(), List.of(content)), Map.of(ID, state), List.of(letter));
  }

  private static boolean isFound(Comparison comparison, Observed shown) {
    var program = Program.named("p").compare(STREAM, comparison);
    var reference = observed(ATOMS, true).comparable(program);
    return Difference.between("shown", reference, shown.comparable(program)).isPresent();
  }

  private static final Comparison PER_KEY =
      Comparison.perKey(String.class, event -> event.charAt(0));

  private static final List<List<Object>> SWAPPED =
      List.of(List.of("a1", "b1"), List.of("b2", "a3"), List.of(), List.of("a2"));
  private static final List<List<Object>> CUT =
      List.of(List.of("a1"), List.of("b1"), List.of("a2"), List.of("b2", "a3"));
  private static final List<List<Object>> TWICE =
      List.of(List.of("a1", "b1"), List.of("a2"), List.of("a2"), List.of(), List.of("b2", "a3"));
  private static final List<List<Object>> LOST =
      List.of(List.of("a1", "b1"), List.of(), List.of("b2", "a3"));

  @Test
  void stream_thatIsTheSame_isNotFound() {
    for (var comparison : List.of(Comparison.EXACT, Comparison.ATOMS, Comparison.EVENTS, PER_KEY)) {
      assertThat(isFound(comparison, observed(ATOMS, true))).isFalse();
    }
  }

  @Test
  void event_lostOrTwice_isFoundByAll() {
    for (var comparison : List.of(Comparison.EXACT, Comparison.ATOMS, Comparison.EVENTS, PER_KEY)) {
      assertThat(isFound(comparison, observed(LOST, true))).isTrue();
      assertThat(isFound(comparison, observed(TWICE, true))).isTrue();
    }
  }

  @Test
  void seal_thatIsMissing_isFoundByAll() {
    for (var comparison : List.of(Comparison.EXACT, Comparison.ATOMS, Comparison.EVENTS, PER_KEY)) {
      assertThat(isFound(comparison, observed(ATOMS, false))).isTrue();
    }
  }

  @Test
  void atoms_inAnotherOrder_areFoundExactlyAndPerKey() {
    assertThat(isFound(Comparison.EXACT, observed(SWAPPED, true))).isTrue();
    assertThat(isFound(PER_KEY, observed(SWAPPED, true))).isTrue();
    assertThat(isFound(Comparison.ATOMS, observed(SWAPPED, true))).isFalse();
    assertThat(isFound(Comparison.EVENTS, observed(SWAPPED, true))).isFalse();
  }

  @Test
  void atoms_cutOtherwise_areFoundWhereBoundariesCount() {
    assertThat(isFound(Comparison.EXACT, observed(CUT, true))).isTrue();
    assertThat(isFound(Comparison.ATOMS, observed(CUT, true))).isTrue();
    assertThat(isFound(Comparison.EVENTS, observed(CUT, true))).isFalse();
    assertThat(isFound(PER_KEY, observed(CUT, true))).isFalse();
  }

  @Test
  void stateOrDeadLetter_thatDiffers_isFoundButNotTheTextOfAnError() {
    var content = new StreamContent(ATOMS, true);
    var text = new DeadLetter.OfAtom("/a/workflows/w", "/a/streams/s", List.of("a1"), "said so");
    var atom = new DeadLetter.OfAtom("/a/workflows/w", "/a/streams/s", List.of("a2"), "an error");
    assertThat(isFound(Comparison.EXACT, observed(content, 1, text))).isFalse();
    assertThat(isFound(Comparison.EXACT, observed(content, 2, LETTER))).isTrue();
    assertThat(isFound(Comparison.EXACT, observed(content, 1, atom))).isTrue();
  }
}
