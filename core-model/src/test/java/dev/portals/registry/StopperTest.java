package dev.portals.registry;

import static dev.portals.registry.Deployments.bank;
import static dev.portals.registry.Deployments.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.Phase;
import dev.portals.protocol.Atom;
import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.Entry;
import dev.portals.registry.FakeRegistry.Fate;
import dev.portals.spi.StoreUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rules L1 to L3. */
class StopperTest {
  private final Deployments it = new Deployments();

  @Test
  void stop_ofLanesAtRest_endsThemAll() {
    it.launch("one", bank(), shop("then"));
    it.ask("then");
    it.settle(0);

    assertThat(it.stop("shop", false)).isEmpty();

    assertThat(it.registry.of("shop").phase()).isEqualTo(Phase.STOPPED);
    assertThat(it.lanes.commits(it.lane("shop")).stream().flatMap(c -> c.entries().stream()))
        .endsWith(new Entry.Closing(), new Entry.Ended());
    assertThat(it.registry.of("bank").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void stop_ofALaneThatAwaitsAnAnswer_waitsForItButTakesNothingNew() {
    it.launch("one", bank(), shop("then"));
    it.ask("then");

    assertThat(it.stop("shop", false)).containsExactly(it.lane("shop"));
    assertThat(it.registry.of("shop").phase()).isEqualTo(Phase.DRAINING);
    assertThat(it.lanes.load(it.lane("shop")).stage().isClosing()).isTrue();
    assertThat(it.stop("shop", false)).containsExactly(it.lane("shop"));

    it.settle(0);
    assertThat(it.stop("shop", false)).isEmpty();
  }

  @Test
  void stop_ofALaneWithAtomsToPublish_waitsForThem() {
    it.launch("one", bank());
    var lane = it.lane("bank");
    it.lanes.produce(lane, Deployments.NEWS.path(), Atom.of(1, Bytes.EMPTY));
    assertThat(it.stop("bank", true)).containsExactly(lane);

    it.lanes.commit(lane, 1, new Entry.Published(Deployments.NEWS.path(), 1));

    assertThat(it.stop("bank", true)).isEmpty();
  }

  @Test
  void stop_ofWhatOthersNeed_isRefusedAndSaysWho() {
    it.launch("one", bank(), shop("then"));

    assertThatThrownBy(() -> it.stop("bank", false))
        .hasMessage(
            "/bank was not stopped: /shop/workflows/w read its streams or ask its portals. Maybe"
                + " stop those first, or stop it by force");
    assertThat(it.registry.of("bank").phase()).isEqualTo(Phase.RUNNING);
    assertThat(it.lanes.commits(it.lane("bank"))).isEmpty();
  }

  @Test
  void stop_ofWhatSomebodyLaunchesAReaderOfMeanwhile_isRefused() {
    it.launch("one", bank());
    it.registry.beforePut =
        () -> {
          it.registry.beforePut = () -> {};
          it.registry.fates.addAll(List.of(Fate.DONE, Fate.KILLED));
          assertThatThrownBy(() -> it.launch("two", shop("then")))
              .isInstanceOf(StoreUnavailableException.class);
        };

    assertThatThrownBy(() -> it.stop("bank", false)).hasMessageContaining("/shop/workflows/w read");
    assertThat(it.registry.of("bank").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void stop_byForce_dropsWhatIsUnderWayAndLetsOthersRun() {
    it.launch("one", bank(), shop("then"));
    it.ask("then");

    assertThat(it.stop("bank", true)).isEmpty();
    assertThat(it.stop("shop", true)).isEmpty();

    assertThat(it.lanes.load(it.lane("shop")).stage().isEnded()).isTrue();
    assertThat(it.lanes.load(it.lane("shop")).hasOutstanding()).isTrue();
  }

  @Test
  void stop_byForceOfALaneThatWritesMeanwhile_waitsForThatToBePublished() {
    it.launch("one", bank());
    var lane = it.lane("bank");
    it.lanes.afterLoad =
        () -> {
          if (it.lanes.newest(lane) == 1) {
            it.lanes.commit(
                lane, 1, new Entry.Produced(Deployments.NEWS.path(), 0, Atom.of(1, Bytes.EMPTY)));
          }
        };

    assertThat(it.stop("bank", true)).containsExactly(lane);
    assertThat(it.lanes.load(lane).stage().isEnded()).isFalse();

    it.lanes.commit(lane, 1, new Entry.Published(Deployments.NEWS.path(), 1));
    assertThat(it.stop("bank", true)).isEmpty();
  }

  @Test
  void stop_ofWhatIsNotThere_isRefused() {
    var stopper =
        new Stopper(it.registry, it.lanes, InstantSource.system(), new SplittableRandom(1));

    assertThatThrownBy(() -> stopper.stop("absent", new Incarnation(1, 1), false))
        .hasMessage("/absent was not stopped: no such application was launched");
  }

  @Test
  void stop_thatComesAfterANewLaunch_stopsNothing() {
    it.launch("one", bank());
    var first = it.registry.of("bank").incarnation();
    it.stop("bank", false);
    it.launch("two", bank());
    var stopper =
        new Stopper(it.registry, it.lanes, InstantSource.system(), new SplittableRandom(1));

    assertThat(stopper.stop("bank", first, true)).isEmpty();

    assertThat(it.registry.of("bank").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void stop_onceMore_changesNothing() {
    it.launch("one", bank());
    it.stop("bank", false);
    var commits = it.lanes.commits(it.lane("bank")).size();

    assertThat(it.stop("bank", false)).isEmpty();
    assertThat(it.lanes.commits(it.lane("bank"))).hasSize(commits);
  }

  @Test
  void endedLane_anything_isRefused() {
    it.launch("one", bank());
    it.stop("bank", false);
    it.lanes.commit(it.lane("bank"), 1, new Entry.Deployed());

    assertThatThrownBy(() -> it.lanes.load(it.lane("bank")))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("behind the end of the lane (rule L3)");
  }
}
