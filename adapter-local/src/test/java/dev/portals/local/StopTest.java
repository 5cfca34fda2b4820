package dev.portals.local;

import static dev.portals.local.Via.VIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.task.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stops while others run. */
@Timeout(120)
class StopTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  @TempDir Path directory;

  private final AtomicBoolean mayReply = new AtomicBoolean();

  private static Application via() {
    return Via.application(() -> true);
  }

  private static Phase phase(LocalPortals portals, String application) {
    return portals.applications().stream()
        .filter(it -> it.application().equals(application))
        .map(Registration::phase)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stop_ofWhatOthersNeed_isRefusedAndAllGoesOn() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.echo(q -> q), via());
      assertThatThrownBy(() -> portals.stop("/p"))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("/p was not stopped: /via/workflows/w")
          .hasMessageContaining("Maybe stop those first");
      assertThatThrownBy(() -> portals.stop("/other"))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("/other was not stopped: no such application");
      assertThat(portals.ask(VIA, "a", "k").join()).isEqualTo(new Answer.Replied<>("a"));
    }
  }

  @Test
  void application_stoppedAndLaunchedAgain_beginsAnew() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.echo(q -> q + 1), via());
      assertThat(portals.ask(VIA, "a", "k").join()).isEqualTo(new Answer.Replied<>("a1"));
      portals.stop("/via");
      assertThat(phase(portals, "via")).isEqualTo(Phase.STOPPED);
      assertThatThrownBy(() -> portals.ask(VIA, "a", "k"))
          .hasMessageContaining("no portal /via/portals/via is running");
      portals.stop("/p");
      assertThat(portals.lanes()).isEmpty();
      portals.launch(Programs.echo(q -> q + 2), via());
      assertThat(portals.ask(VIA, "a", "k").join()).isEqualTo(new Answer.Replied<>("a2"));
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.echo(q -> q + 3), via());
      assertThat(portals.ask(VIA, "a", "k").join()).isEqualTo(new Answer.Replied<>("a2"));
      assertThat(portals.ask(VIA, "a", "l").join()).isEqualTo(new Answer.Replied<>("a3"));
    }
  }

  @Test
  void stop_ofAProducerThatRuns_endsItWhereItIs() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(Integer.MAX_VALUE));
      portals.launch(Programs.reader());
      portals.stop("c");
      portals.stop("p");
      assertThat(portals.lanes()).isEmpty();
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    try (var portals = LocalPortals.open(directory)) {
      assertThat(portals.applications()).allMatch(it -> it.phase() == Phase.STOPPED);
      portals.launch(Programs.producer(10), Programs.reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(portals.lanes()).anyMatch(lane -> lane.atoms() == 11);
    }
  }

  /** Launches what replies when it may, and asks it; returns when it is being served. */
  private CompletableFuture<Answer<String>> pending(LocalPortals portals) throws Exception {
    var asked = new CountDownLatch(2);
    portals.launch(
        Programs.echo(
            q -> {
              asked.countDown();
              return q;
            }),
        Via.application(mayReply::get));
    var answer = portals.ask(VIA, "a", "k");
    asked.await();
    return answer;
  }

  @Test
  void stop_whileAnAskIsServed_waitsForIt() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      var answer = pending(portals);
      assertThat(portals.stop("/via", false, Duration.ofMillis(100))).hasSize(1);
      assertThat(phase(portals, "via")).isEqualTo(Phase.DRAINING);
      assertThatThrownBy(() -> portals.ask(VIA, "b", "new").join())
          .isInstanceOf(AskRefusedException.class)
          .hasMessageContaining("its application is being stopped");
      mayReply.set(true);
      assertThat(portals.stop("/via", false, SOON)).isEmpty();
      assertThat(answer.join()).isEqualTo(new Answer.Replied<>("a"));
    }
  }

  @Test
  void stop_byForce_tellsThoseWhoWait() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      var answer = pending(portals);
      assertThat(portals.stop("/via", true, SOON)).isEmpty();
      assertThat(answer.join()).isEqualTo(new Answer.Expired<>());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
  }

  @Test
  void asker_ofWhatWasStoppedByForce_isToldAndAsksTheNextOne() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.echo(q -> q + 1), via());
      assertThat(portals.stop("/p", true, SOON)).isEmpty();
      assertThat(portals.ask(VIA, "a", "k").join()).isEqualTo(new Answer.Replied<>("Expired"));
      portals.launch(Programs.echo(q -> q + 2));
      assertThat(portals.ask(VIA, "a", "l").join()).isEqualTo(new Answer.Replied<>("a2"));
    }
  }

  @Test
  void stop_cutShort_isEndedInTheNextLife() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      pending(portals);
      assertThat(portals.stop("/via", false, Duration.ofMillis(100))).hasSize(1);
    }
    try (var portals = LocalPortals.open(directory)) {
      assertThat(phase(portals, "via")).isEqualTo(Phase.DRAINING);
      assertThatThrownBy(() -> portals.stop("/via"))
          .hasMessageContaining("its code is not here. Maybe launch it first");
      mayReply.set(true);
      portals.launch(Programs.echo(q -> q), Via.application(mayReply::get));
      portals.stop("/via");
      assertThat(phase(portals, "via")).isEqualTo(Phase.STOPPED);
    }
  }
}
