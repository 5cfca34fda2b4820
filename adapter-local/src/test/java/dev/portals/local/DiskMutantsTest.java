package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.testkit.Mutant;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulated disk is only worth what it would find in the runtime and the log that ship. */
class DiskMutantsTest {
  private static final int RUNS = 1_000;
  private static final String JOURNAL = "local/Journal.java";
  private static final String PORTALS = "local/LocalPortals.java";
  private static final String TRUNCATION = "local/Truncation.java";
  private static final String LOG = "local/log/SegmentLog.java";
  private static final String WRITER = "local/log/SegmentWriter.java";
  private static final String READER = "local/log/SegmentReader.java";
  private static final String RECOVERY = "local/log/Recovery.java";

  private static Mutant mutant(String name, String file, String old, String replacement) {
    return new Mutant(name, Path.of("src", "main", "java"), file, old, replacement);
  }

  static List<Mutant> mutants() {
    return List.of(
        mutant(
            "50 answer before fsync",
            JOURNAL,
            "log.whenDurable(log.appendedEpoch(), action);",
            "action.run();"),
        mutant("50b quiet before fsync", PORTALS, "      journal.awaitDurable();\n", ""),
        mutant(
            "50c durable before fsync",
            LOG,
            "writer.write(taken.sealed(), taken.number());\n        epochs.becameDurable(taken);",
            "epochs.becameDurable(taken);\n        writer.write(taken.sealed(), taken.number());"),
        mutant(
            "50d no fsync",
            WRITER,
            "    file.force();\n    position += length;",
            "position += length;"),
        mutant("50e the name of a segment is not synced", WRITER, "    directory.sync();\n", ""),
        mutant(
            "50f the names that are found are not synced",
            RECOVERY,
            "    directory.sync(); // an earlier process may have ended before it could\n",
            ""),
        mutant(
            "51 recovery keeps a partial epoch",
            READER,
            "if (EpochDecoder.isIntact(epoch)) {",
            "if (epoch.hasRemaining()) {"),
        mutant(
            "51b a partial epoch stays where the next is written",
            RECOVERY,
            "    Zeros.write(file, position, Math.max(position + tornBytes, epochEnd));\n",
            ""),
        mutant(
            "51d zeros only where a torn epoch is seen",
            RECOVERY,
            "Math.max(position + tornBytes, epochEnd)",
            "position + tornBytes"),
        mutant(
            "51c the newest epoch is taken to be on the disk",
            RECOVERY,
            "if (newestEpochBytes > 0) {",
            "if (newestEpochBytes < 0) {"),
        mutant(
            "52 stale segment accepted",
            READER,
            "if (header.number() != expected) {",
            "if (header.number() < 0) {"),
        mutant(
            "53 truncation ignores what readers have not read",
            TRUNCATION,
            "      streams.keepAgain(journal, pieceBytes);\n",
            ""),
        mutant(
            "53b truncated once one lane is said again",
            TRUNCATION,
            "    if (waiting.isEmpty()) {\n",
            "    if (!waiting.isEmpty()) {\n      waiting.clear();\n"),
        mutant(
            "53c truncated before what is said again is durable",
            JOURNAL,
            "    whenDurable(\n        () -> {\n          log.truncate(epoch);",
            "    log.truncate(epoch);\n    whenDurable(\n        () -> {"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void mutant_simulated_deviates(Mutant mutant) throws Exception {
    var died = hunt(mutant).apply(RUNS);

    System.out.printf("mutant %s: run %s%n", mutant, died);
    assertThat(died).as("mutant %s after %d runs", mutant, RUNS).isNotEmpty();
  }

  @SuppressWarnings("unchecked") // the class is loaded anew, its interface is the JDK's
  private static IntFunction<String> hunt(Mutant mutant) throws Exception {
    var hunt = mutant.load().loadClass(DiskHunt.class.getName());
    return (IntFunction<String>) hunt.getDeclaredConstructor().newInstance();
  }
}
