package dev.portals.registry;

import static dev.portals.registry.Deployments.bank;
import static dev.portals.registry.Deployments.manifest;
import static dev.portals.registry.Deployments.shop;
import static dev.portals.registry.Deployments.silentShop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import dev.portals.plan.Manifest;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.registry.FakeRegistry.Fate;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.task.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules C9 and L2. */
class ReplacerTest {
  private final Deployments it = new Deployments();

  @Test
  void replace_byTheSameNames_isALaterEpochOfTheSameLanes() {
    it.launch("one", bank(), shop("then"));
    var before = it.registry.of("shop");

    it.replace("two", shop("other"));

    var after = it.registry.of("shop");
    assertThat(after.planEpoch()).isEqualTo(before.planEpoch() + 1);
    assertThat(after.incarnation()).isEqualTo(before.incarnation());
    assertThat(after.manifest()).isEqualTo(shop("other"));
    assertThat(after.replaces()).isEmpty();
    assertThat(it.lanes.load(it.lane("shop")).planEpoch()).isEqualTo(after.planEpoch());
  }

  @Test // mutant 49
  void replace_thatLosesAContinuationWhichIsAwaited_isRefused() {
    it.launch("one", bank(), shop("then"));
    it.ask("then");
    var before = it.registry.of("shop");

    assertThatThrownBy(() -> it.replace("two", shop("other")))
        .hasMessage(
            "/shop was not replaced:\n"
                + "  /shop/workflows/w#0: an ask of /bank/portals/account awaits the continuation"
                + " \"then\" of task t, which the new code has not, or with another context. Maybe"
                + " keep it until no ask awaits it");
    assertThat(it.registry.of("shop")).isEqualTo(before);
    assertThatThrownBy(() -> it.replace("two", shop(1, "then", Integer.class)))
        .hasMessageContaining("awaits the continuation \"then\"");

    it.settle(0);
    it.replace("two", shop("other"));
  }

  @Test // replier rule 1
  void replace_thatNoLongerAsksWhatIsUnderWay_isRefused() {
    it.launch("one", bank(), shop("then"));
    it.ask("then");

    assertThatThrownBy(() -> it.replace("two", silentShop()))
        .hasMessageContaining(
            "/shop/workflows/w#0: an ask of /bank/portals/account is under way, which the new code"
                + " does not ask: it would not be served. Maybe keep it until no ask is");

    it.settle(0);
    it.replace("two", silentShop());
  }

  @Test // mutant 49
  void replace_whileTheOldCodeAsks_bringsTheOldCodeBack() {
    it.launch("one", bank(), shop("then"));
    var before = it.registry.of("shop");
    it.registry.beforePut =
        () -> {
          it.registry.beforePut = () -> {};
          it.ask("then");
        };

    assertThatThrownBy(() -> it.replace("two", shop("other")))
        .hasMessageContaining("awaits the continuation \"then\"");

    var after = it.registry.of("shop");
    assertThat(after.manifest()).isEqualTo(before.manifest());
    assertThat(after.planEpoch()).isEqualTo(before.planEpoch() + 2);
  }

  @Test
  void replace_killedInTheMiddle_goesOnUnderItsName() {
    it.launch("one", bank(), shop("then"));
    it.registry.fates.addAll(List.of(Fate.DONE, Fate.KILLED));
    assertThatThrownBy(() -> it.replace("two", shop("other")))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> it.replace("three", shop("other")))
        .hasMessageContaining("it is being replaced as \"two\". Maybe go on with that");

    it.replace("two", shop("other"));

    assertThat(it.registry.of("shop").planEpoch()).isEqualTo(2);
    assertThat(it.registry.of("shop").replaces()).isEmpty();
    assertThat(it.lanes.commits(it.lane("shop")).stream().flatMap(c -> c.entries().stream()))
        .containsExactly(new Entry.Deployed());
  }

  @Test
  void replace_byAnotherTypeOfState_isRefused() {
    it.launch("one", bank());

    assertThatThrownBy(() -> it.replace("two", bank(String.class, "", "t")))
        .hasMessage(
            "/bank was not replaced:\n"
                + "  /bank/workflows/w task t keeps \"sum\" as java.lang.Integer per key, and it"
                + " cannot be read as java.lang.String per key. Maybe a new name");
  }

  @Test
  void replace_byAnotherNumberOfLanes_isRefused() {
    it.launch("one", bank(), shop("then"));

    assertThatThrownBy(() -> it.replace("two", shop(2, "then", String.class)))
        .hasMessageContaining(
            "/shop has its state in 1 lanes an operator, not in 2, and it cannot move");
  }

  @Test
  void replace_thatLosesAnOperator_isRefused() {
    it.launch("one", bank(), shop("then"));
    var renamed = manifest("shop", 1, app -> app.workflow("renamed", Deployments.NEWS).sink("out"));

    assertThatThrownBy(() -> it.replace("two", renamed))
        .hasMessageContaining("/shop/workflows/w is gone")
        .hasMessageNotContaining("moved");
  }

  @Test
  void replace_thatLosesWhatOthersNeed_isRefused() {
    it.launch("one", bank(), shop("then"));
    var silent =
        manifest(
            "bank",
            1,
            app ->
                app.workflow("w", app.generate("in", Generator.of(String.class, List.of("a"), 1)))
                    .sink(Deployments.NEWS));

    assertThatThrownBy(() -> it.replace("two", silent))
        .hasMessageContaining(
            "/shop/workflows/w asks /bank/portals/account, which no running application has");
    assertThat(it.registry.of("bank").planEpoch()).isEqualTo(1);
  }

  @Test
  void replace_thatReadsMore_readsItFromNow() {
    it.launch("one", bank(), shop("then"));
    it.lanes.produce(it.lane("bank"), Deployments.NEWS.path(), Atom.of(1, Bytes.EMPTY));
    var more =
        manifest(
            "shop",
            1,
            app -> {
              app.workflow("w", Deployments.NEWS).consume();
              app.workflow("more", Deployments.NEWS).consume();
            });

    it.replace("two", more);

    assertThat(it.registry.of("shop").subscriptions())
        .singleElement()
        .satisfies(
            from -> {
              assertThat(from.operator()).isEqualTo("workflows/more");
              assertThat(from.starts()).containsExactly(1L);
            });
  }

  @Test
  void replace_ofWhatDoesNotRun_isRefused() {
    assertThatThrownBy(() -> it.replace("one", bank()))
        .hasMessage("/bank was not replaced:\n  it does not run. Maybe launch it");
  }

  private static Manifest counting(String with, String without) {
    return manifest(
        "shop",
        1,
        app -> {
          app.workflow(with, Deployments.NEWS)
              .key(event -> event)
              .task(
                  "count",
                  String.class,
                  it -> {
                    it.perKey("sum", Integer.class, 0);
                    return (event, ctx) -> {};
                  })
              .consume();
          app.workflow(without, Deployments.NEWS).consume();
        });
  }

  @Test // L2
  void replace_thatMovesATaskWithStateToAnotherOperator_isRefused() {
    it.launch("one", bank(), counting("w", "v"));

    assertThatThrownBy(() -> it.replace("two", counting("v", "w")))
        .hasMessageContaining(
            "/shop/workflows/w task count keeps state, and would be moved to /shop/workflows/v,"
                + " where it has none. Maybe a new name");
  }

  @Test
  void replace_whileAnotherWasDone_doesNotBringOlderCodeBack() {
    it.launch("one", bank(), shop("then"));
    it.registry.beforePut =
        () -> {
          it.registry.beforePut = () -> {};
          it.replace("three", shop("third"));
        };

    assertThatThrownBy(() -> it.replace("two", shop("second")))
        .hasMessage(
            "/shop was not replaced:\n  it was changed as \"three\" meanwhile. Maybe look whether"
                + " this is still wanted");

    assertThat(it.registry.of("shop").manifest()).isEqualTo(shop("third"));
  }
}
