package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portals.codec.Bytes;
import dev.portals.spi.Table;
import dev.portals.spi.Table.Condition;
import dev.portals.spi.Table.Row;
import dev.portals.spi.Table.Written;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Table} must do when nothing goes wrong; inherit it and run it. Each test uses a
 * partition that nobody used before, so the table may be a real one.
 */
public abstract class TableContract {
  private final String partition = "contract/" + UUID.randomUUID();

  /** The table. */
  protected abstract Table table();

  private Row row(String sort, long version, String data) {
    return new Row(new Table.Key(partition, sort), version, Bytes.ofUtf8(data));
  }

  private Written put(String sort, long version, Condition condition) {
    return table().put(row(sort, version, "v" + version), condition);
  }

  private void assertStored(String sort, long version) {
    assertEquals(
        Optional.of(row(sort, version, "v" + version)),
        table().get(new Table.Key(partition, sort)));
  }

  private List<String> query(String from, String below, int limit) {
    return table().query(partition, from, below, limit).stream().map(r -> r.key().sort()).toList();
  }

  @Test
  void get_noRow_empty() {
    assertEquals(Optional.empty(), table().get(new Table.Key(partition, "a")));
  }

  @Test
  void put_absent_onlyTheFirst() {
    assertEquals(Written.DONE, put("a", 1, new Condition.Absent()));
    assertEquals(Written.REFUSED, put("a", 2, new Condition.Absent()));
    assertStored("a", 1);
  }

  @Test
  void put_versionIs_onlyOverThatVersion() {
    assertEquals(Written.REFUSED, put("a", 5, new Condition.VersionIs(4)));
    assertEquals(Optional.empty(), table().get(new Table.Key(partition, "a")));
    put("a", 4, new Condition.Absent());
    assertEquals(Written.REFUSED, put("a", 6, new Condition.VersionIs(5)));
    assertEquals(Written.REFUSED, put("a", 6, new Condition.VersionIs(3)));
    assertStored("a", 4);
    assertEquals(Written.DONE, put("a", 5, new Condition.VersionIs(4)));
    assertStored("a", 5);
  }

  @Test
  void put_olderThan_overNoneAndOlderOnly() {
    assertEquals(Written.DONE, put("a", 10, new Condition.OlderThan(10)));
    assertEquals(Written.REFUSED, put("a", 10, new Condition.OlderThan(10)));
    assertEquals(Written.REFUSED, put("a", 9, new Condition.OlderThan(9)));
    assertStored("a", 10);
    assertEquals(Written.DONE, put("a", 11, new Condition.OlderThan(11)));
    assertStored("a", 11);
  }

  @Test
  void put_versionsOfAllSizes_compareAsNumbers() {
    assertEquals(Written.DONE, put("a", 9, new Condition.Absent()));
    assertEquals(Written.DONE, put("a", 10, new Condition.OlderThan(10)));
    assertEquals(Written.DONE, put("a", Long.MAX_VALUE, new Condition.VersionIs(10)));
    assertEquals(Written.REFUSED, put("a", 11, new Condition.OlderThan(11)));
    assertStored("a", Long.MAX_VALUE);
  }

  @Test
  void put_anyBytes_comeBackEqual() {
    var bytes = new byte[100_000];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31 + i / 256));
    for (var data : List.of(Bytes.EMPTY, Bytes.of(bytes))) {
      var row = new Row(new Table.Key(partition, "size " + data.size()), 1, data);
      assertEquals(Written.DONE, table().put(row, new Condition.Absent()));
      assertEquals(Optional.of(row), table().get(row.key()));
    }
  }

  @Test
  void query_range_fromInclusiveToExclusiveInOrder() {
    for (var sort : List.of("b/2", "a/1", "b/1", "b/10", "c", "b0", "B/1")) {
      put(sort, 1, new Condition.Absent());
    }
    assertEquals(List.of("b/1", "b/10", "b/2"), query("b/", "b0", 100));
    assertEquals(List.of("b/1", "b/10"), query("b/", "b0", 2));
    assertEquals(List.of("b/1"), query("b/1", "b/10", 100));
    assertEquals(List.of(), query("d", "e", 100));
    assertEquals(List.of(), query("b", "b", 100));
  }

  @Test
  void query_sortKeys_orderByUtf8() {
    for (var sort : List.of("\uD83D\uDE00", "\uFFFD", "z", "\u00E9")) {
      put(sort, 1, new Condition.Absent());
    }
    assertEquals(List.of("z", "\u00E9", "\uFFFD", "\uD83D\uDE00"), query("a", "\uD83D\uDE01", 100));
  }

  @Test
  void query_manyLargeRows_allOfThem() {
    var large = "x".repeat(100_000);
    for (var n = 0; n < 30; n++) {
      table().put(row("%02d".formatted(n), n, large), new Condition.Absent());
    }
    var rows = table().query(partition, "0", "9", 100);
    assertEquals(30, rows.size());
    assertTrue(rows.stream().allMatch(row -> row.data().size() == large.length()));
    assertEquals(12, table().query(partition, "0", "9", 12).size());
  }

  @Test
  void query_otherPartition_unseen() {
    put("a", 1, new Condition.Absent());
    assertEquals(List.of(), table().query(partition + "x", "0", "z", 100));
  }

  @Test
  void delete_conditionMet_removes() {
    put("a", 3, new Condition.Absent());
    var key = new Table.Key(partition, "a");
    assertEquals(Written.REFUSED, table().delete(key, new Condition.VersionIs(2)));
    assertEquals(Written.REFUSED, table().delete(key, new Condition.OlderThan(3)));
    assertEquals(Written.REFUSED, table().delete(key, new Condition.Absent()));
    assertStored("a", 3);
    assertEquals(Written.DONE, table().delete(key, new Condition.VersionIs(3)));
    assertEquals(Optional.empty(), table().get(key));
  }

  @Test
  void delete_noRow_doneIfTheConditionAllowsNone() {
    var key = new Table.Key(partition, "a");
    assertEquals(Written.DONE, table().delete(key, new Condition.Absent()));
    assertEquals(Written.DONE, table().delete(key, new Condition.OlderThan(3)));
    assertEquals(Written.REFUSED, table().delete(key, new Condition.VersionIs(3)));
  }
}
