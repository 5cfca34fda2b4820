package dev.portals.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountedIteratorTest {
  private final AtomicInteger made = new AtomicInteger();
  private List<String> events = List.of("a", "b", "c");

  private Iterator<String> fresh() {
    made.incrementAndGet();
    return events.iterator();
  }

  private static <T> Generator.Produced<T, Long> next(Generator<T, Long> generator, long at) {
    return generator.next().at(at, Instant.EPOCH);
  }

  @Test
  void iterator_takenInOrder_isMadeOnce() {
    var generator = Generator.iterator(String.class, this::fresh, 2);

    assertThat(next(generator, 0)).isEqualTo(Generator.produced(List.of("a", "b"), 2L));
    assertThat(next(generator, 2)).isEqualTo(Generator.produced(List.of("c"), 3L));
    assertThat(next(generator, 3)).isEqualTo(Generator.ended());
    assertThat(made).hasValue(1);
  }

  @Test
  void place_thatIsNotWhereItStands_isReachedByAFreshOne() {
    var generator = Generator.iterator(String.class, this::fresh, 2);
    next(generator, 0);

    assertThat(next(generator, 0)).isEqualTo(Generator.produced(List.of("a", "b"), 2L));
    assertThat(next(generator, 1)).isEqualTo(Generator.produced(List.of("b", "c"), 3L));
    assertThat(made).hasValue(3);
  }

  @Test
  void iterator_thatThrew_isMadeAnew() {
    var failures = new AtomicInteger(1);
    var generator =
        Generator.iterator(
            Integer.class,
            () ->
                List.of(1, 2).stream()
                    .map(
                        n -> {
                          if (n == 2 && failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("2");
                          }
                          return n;
                        })
                    .iterator(),
            2);

    assertThatThrownBy(() -> next(generator, 0)).hasMessage("2");
    assertThat(next(generator, 0)).isEqualTo(Generator.produced(List.of(1, 2), 2L));
  }

  @Test
  void freshIterator_thatGivesLess_isRefused() {
    var generator = Generator.iterator(String.class, this::fresh, 2);
    next(generator, 0);
    events = List.of("a");

    assertThatThrownBy(() -> next(Generator.iterator(String.class, this::fresh, 2), 2))
        .hasMessage(
            "2 events were taken, but a fresh iterator gives 1. "
                + "Maybe one that gives the same events each time");
  }
}
