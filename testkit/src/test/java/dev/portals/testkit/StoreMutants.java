package dev.portals.testkit;

import java.util.List;
import java.util.stream.Stream;

/**
 * One change each of what a lane in a table rests on. The rest of the list, 2 to 4, is found by the
 * tests of the store in the core: drivers never come near them.
 */
final class StoreMutants {
  private static final String STORE = "store/TableLaneStore.java";
  private static final String KNOWN = "store/KnownLane.java";
  private static final String READER = "store/LaneReader.java";
  private static final String RESTORE = "protocol/LaneRestore.java";
  private static final String STATE = "protocol/LaneState.java";
  private static final String PAGING = "protocol/Paging.java";

  private StoreMutants() {}

  static List<Mutant> all() {
    return Stream.concat(simulated().stream(), besideDrivers().stream()).toList();
  }

  /** Those that a driver never comes near, as it flushes and publishes before it commits. */
  private static List<Mutant> besideDrivers() {
    return List.of(
        new Mutant(
            "7 flushed before pages", KNOWN, "round = head;", "round = head; flushed = head;"),
        new Mutant(
            "atoms only from behind the pages",
            RESTORE,
            "if (entry instanceof Entry.Produced produced) {",
            "if (entry instanceof Entry.Produced produced && commit.number() > flushed) {"));
  }

  /** Those that simulated applications find too. */
  static List<Mutant> simulated() {
    return List.of(
        new Mutant(
            "1 delete to trim",
            STORE,
            "return switch (table.put(row, known.rows().slotCondition(number))) {",
            "table.delete(row.key(), new Table.Condition.OlderThan(number));"
                + "return switch (table.put(row, new Table.Condition.Absent())) {"),
        new Mutant(
            "5 unconditional page",
            STORE,
            "new Table.Condition.OlderThan(known.head())",
            "new Table.Condition.OlderThan(Long.MAX_VALUE)"),
        new Mutant(
            "6b page of a commit to come",
            STORE,
            ".page(page, known.head(), paging.image(committed, page))",
            ".page(page, known.head() + 1, paging.image(committed, page))"),
        new Mutant(
            "8 load accepts a gap",
            READER,
            "if (isTorn(ring, head)) {",
            "if (isTorn(ring, head) && ring.isEmpty()) {"),
        new Mutant(
            "9 load accepts a newer page",
            READER,
            "if (row.version() > head) {",
            "if (row.version() > head + 1_000) {"),
        new Mutant(
            "10 conflict read as success",
            STORE,
            "case REFUSED -> Appended.CONFLICT;",
            "case REFUSED -> Appended.COMMITTED;"),
        new Mutant(
            "unknown commit read as success",
            STORE,
            "case UNKNOWN -> Appended.UNKNOWN;",
            "case UNKNOWN -> Appended.COMMITTED;"),
        new Mutant("unknown page read as written", STORE, "== Table.Written.UNKNOWN", "== null"),
        new Mutant(
            "page takes a commit twice",
            RESTORE,
            "if (versions[page] >= commit) {",
            "if (versions[page] > commit) {"),
        new Mutant("page takes all behind flushed", RESTORE, "versions[page] = version;", ";"),
        new Mutant(
            "dead letters stay in the ring",
            KNOWN,
            "return letter != null && letter.commit() <= round ? letter : null;",
            "return null;"),
        new Mutant(
            "dead letters of a round to come",
            READER,
            "rows.letterKey(flushed + 1, 0)",
            "rows.letterKey(Long.MAX_VALUE, 0)"),
        new Mutant("newest from memory", STORE, "next.map(Table.Row::version).orElse(0L)", "0L"),
        new Mutant(
            "changed page not written",
            PAGING,
            "} else if (entry instanceof Entry.Settled settled) {\n"
                + "      return new int[] {asker(settled.replier())};",
            "} else if (entry instanceof Entry.Settled settled) {\n" + "      return NONE;"),
        new Mutant(
            "answers of commits behind the pages not gathered",
            RESTORE,
            "answers(it.group()).put(it.index(), it.answer());",
            ";"),
        new Mutant(
            "answers of pages not gathered",
            RESTORE,
            "image.gathered().forEach((group, answers) -> answers(group).putAll(answers));",
            ""),
        new Mutant(
            "number of the next group not in pages", STATE, "groups.restore(asker.groups());", ""));
  }
}
