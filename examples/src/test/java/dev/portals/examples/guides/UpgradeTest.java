package dev.portals.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portals.PortalsException;
import dev.portals.codec.Codecs;
import dev.portals.local.LocalPortals;
import dev.portals.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to upgrades says. */
@SuppressWarnings("SameNameButDifferent") // versions of one type share its name
class UpgradeTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final class Before {
    record Order(String user, int count, String remark) {}
  }

  private static final class After {
    record Order(String user, Optional<Integer> priority, long count, List<String> tags) {}
  }

  @TempDir private Path directory;

  private static String report(LocalPortals portals) {
    var key = UUID.randomUUID().toString();
    return portals.ask(Visits.REPORT, "home", key).join().orThrow();
  }

  private static void visit(LocalPortals portals) throws InterruptedException {
    portals.publish(Visits.PAGES, List.of("home"), UUID.randomUUID().toString()).join();
    assertThat(portals.awaitQuiet(SOON)).isTrue();
  }

  private static String refused(LocalPortals portals, Task<String, Void> code) {
    var thrown = catchThrowable(() -> portals.replace(Visits.with(code)));
    assertThat(thrown).isInstanceOf(PortalsException.class);
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void state_ofReplacedCode_staysAndNewStateBegins() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Visits.with(Visits.first()));
      visit(portals);
      portals.replace(Visits.with(Visits.second()));
      assertThat(report(portals)).isEqualTo("1 visits");
      visit(portals);
      assertThat(report(portals)).isEqualTo("2 visits and counting");
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Visits.with(Visits.first()));
      assertThat(report(portals)).as("and back").isEqualTo("2 visits");
    }
  }

  @Test
  void state_ofAnotherType_isRefusedAndTheOldCodeGoesOn() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Visits.with(Visits.first()));
      visit(portals);
      assertThat(refused(portals, Visits.retyped()))
          .isEqualTo(
              "/visits was not replaced:\n"
                  + "  /visits/workflows/visits task count keeps \"count\" as java.lang.Long per"
                  + " key, and it cannot be read as java.lang.String per key. Maybe a new name");
      assertThat(report(portals)).isEqualTo("1 visits");
    }
  }

  @Test
  void state_renamed_beginsAnewAndComesBackUnderItsName() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Visits.with(Visits.first()));
      visit(portals);
      portals.replace(Visits.with(Visits.renamed()));
      assertThat(report(portals)).isEqualTo("0 visits");
      portals.replace(Visits.with(Visits.first()));
      assertThat(report(portals)).isEqualTo("1 visits");
    }
  }

  @Test
  void lanes_ofADirectory_areFixed() {
    try (var portals = LocalPortals.open(directory, 2)) {
      portals.launch(Visits.with(Visits.first()));
    }
    try (var portals = LocalPortals.open(directory, 3)) {
      assertThatThrownBy(() -> portals.launch(Visits.with(Visits.first())))
          .hasMessage(
              "/visits has its state in 2 lanes an operator, not in 3, and it cannot move; nothing was launched. Maybe open without a number of lanes, or start in a new directory");
    }
  }

  @Test
  void record_ofAnEarlierVersion_isReadWithZerosAndWithoutWhatIsGone() {
    var old = new Before.Order("ann", 3, "soon");
    var bytes =
        Codecs.builder().add(Before.Order.class, "/old").build().encode(Before.Order.class, old);
    var read =
        Codecs.builder().add(After.Order.class, "/new").build().decode(After.Order.class, bytes);
    assertThat(read).isEqualTo(new After.Order("ann", Optional.empty(), 3, List.of()));
  }
}
