package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import org.junit.jupiter.api.Test;

/** Without faults it is the table it is put around; with each, what that fault says. */
class FaultyTableTest extends TableContract {
  private final FaultyTable table = new FaultyTable(new InMemoryTable());

  @Override
  protected Table table() {
    return table;
  }

  private Table.Written put(String sort, long version) {
    var row = new Table.Row(new Table.Key("p", sort), version, Bytes.EMPTY);
    return table.put(row, new Table.Condition.OlderThan(version));
  }

  private long version(String sort) {
    return table.get(new Table.Key("p", sort)).map(Table.Row::version).orElse(0L);
  }

  @Test
  void put_lost_unknownAndNotThere() {
    table.failPut(WriteFailure.LOST);
    assertThat(put("a", 1)).isEqualTo(Table.Written.UNKNOWN);
    assertThat(version("a")).isZero();
    assertThat(put("a", 1)).isEqualTo(Table.Written.DONE);
  }

  @Test
  void put_unacknowledged_unknownAndThere() {
    table.failPut(WriteFailure.UNACKNOWLEDGED);
    assertThat(put("a", 1)).isEqualTo(Table.Written.UNKNOWN);
    assertThat(version("a")).isEqualTo(1);
  }

  @Test
  void put_late_landsWhenAskedIfItsConditionIsMetThen() {
    table.failPut(WriteFailure.LATE);
    table.failPut(WriteFailure.LATE);
    put("a", 1);
    put("b", 1);
    put("b", 2);
    assertThat(version("a")).isZero();
    assertThat(table.delayed()).isEqualTo(2);
    assertThat(table.landDelayed(0)).isEqualTo(Table.Written.DONE);
    assertThat(table.landDelayed(0)).isEqualTo(Table.Written.REFUSED);
    assertThat(version("a")).isEqualTo(1);
    assertThat(version("b")).isEqualTo(2);
  }

  @Test
  void call_throttled_throwsAndDoesNothing() {
    table.throttle(2);
    assertThatThrownBy(() -> put("a", 1)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> version("a")).isInstanceOf(StoreUnavailableException.class);
    assertThat(version("a")).isZero();
  }

  @Test
  void query_torn_mixesTwoMoments() {
    put("a", 1);
    put("b", 1);
    table.tearQuery(
        1,
        () -> {
          put("a", 2);
          put("b", 2);
        });
    assertThat(table.query("p", "a", "z", 9))
        .extracting(Table.Row::version)
        .containsExactly(1L, 2L);
    assertThat(table.query("p", "a", "z", 9))
        .extracting(Table.Row::version)
        .containsExactly(2L, 2L);
  }
}
