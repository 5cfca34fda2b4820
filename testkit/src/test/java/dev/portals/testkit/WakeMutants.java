package dev.portals.testkit;

import java.util.List;

/** One change each of what lanes rest on that run as functions (rules W1 to W4). */
final class WakeMutants {
  private static final String DRIVER = "driver/LaneDriver.java";
  private static final String DISCHARGE = "driver/Discharge.java";
  private static final String COVER = "driver/Cover.java";
  private static final String INBOX = "driver/Inbox.java";
  private static final String DRAFT = "driver/Draft.java";
  private static final String BATCH = "driver/BatchRelease.java";
  private static final String SWEEPER = "driver/Sweeper.java";
  private static final String ROWS = "store/TableWakeRows.java";

  private WakeMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "20b batch acknowledged by default",
            BATCH,
            "return left.hasNext() ? Optional.of(left.next()) : Optional.empty();",
            "return Optional.empty();"),
        new Mutant(
            "21 highest failure reported",
            BATCH,
            "return left.hasNext() ? Optional.of(left.next()) : Optional.empty();",
            "P last = null; while (left.hasNext()) { last = left.next(); }"
                + " return Optional.ofNullable(last);"),
        new Mutant(
            "38 Pending without row",
            DISCHARGE,
            "if (answers.isEmpty() || !cover.frees(memory)) {",
            "if (answers.isEmpty()) {"),
        new Mutant(
            "38b delivery released without row",
            DISCHARGE,
            "if (!cover.releases(memory)) {",
            "if (memory.head() < 0) {"),
        new Mutant(
            "39 row after commit",
            DRIVER,
            "        return cover.precedes(state, draft) || commit(state, draft);\n"
                + "      }\n      return discharge",
            "        return commit(state, draft);\n"
                + "      }\n      return cover.put(state) || discharge"),
        new Mutant(
            "39d an ask from outside comes again",
            DRAFT,
            "it.caller() instanceof Caller.Lane);",
            "it.caller() != null);"),
        new Mutant(
            "39e what is published covers",
            COVER,
            "return isNeedless() || owesCommit(committed) || inbox.isAhead(committed);",
            "return isNeedless() || owes(committed) || inbox.isAhead(committed) || committed.head() > 0;"),
        new Mutant(
            "40 unfenced row delete",
            DRIVER,
            "if (cover.isFenced(memory, spare)) {",
            "if (memory.head() >= 0) {"),
        new Mutant(
            "41 row delete ignores a newer number",
            ROWS,
            "new Table.Condition.VersionIs(wake.number())",
            "new Table.Condition.OlderThan(Long.MAX_VALUE)"),
        new Mutant("unknown row read as put", ROWS, "== Table.Written.UNKNOWN", "== null"),
        new Mutant(
            "row deleted though something is owed",
            COVER,
            "if (!wake.equals(latest) || !owes(committed)) {",
            "if (committed.head() >= 0) {"),
        new Mutant(
            "everybody sends what others have sent",
            DISCHARGE,
            "cover.isCalledFor() || inbox.hasDeliveries();",
            "true;"),
        new Mutant(
            "draft kept when the lane is left",
            DRIVER,
            "      draft = null;\n      forget();",
            "      forget();"));
  }
}
