package dev.portals.engine;

import static dev.portals.engine.Rig.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import dev.portals.task.Asker;
import dev.portals.task.Portal;
import dev.portals.task.TaskContext;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Design rule S5: under which key a portal is asked and replies. */
class AskedKeyTest {
  private static final Portal<String, Integer> BOX =
      Portal.at("/shop/portals/box", String.class, Integer.class);

  private static Rig asking(
      Portal<String, Integer> portal, BiConsumer<TaskContext<String>, Asker<String, Integer>> ask) {
    return new Rig(
        app ->
            app.workflow("w", IN)
                .key(event -> "key of " + event)
                .task(
                    "t",
                    String.class,
                    task -> {
                      var asker = task.asks(portal);
                      var asked = task.perKey("asked", Integer.class, 0);
                      task.replies(BOX)
                          .onAsk((what, ctx) -> ctx.reply(ctx.state(asked).update(n -> n + 1)));
                      return (event, ctx) -> ask.accept(ctx, asker);
                    })
                .sink("out"));
  }

  private static String key(Step step) {
    return step.asks().get(0).key();
  }

  @Test
  void ask_ofAPortalWithoutKeyFunction_isAtTheAskersOwnKey() {
    var rig = asking(BOX, (ctx, box) -> ctx.ask(box, "what"));

    assertThat(key(rig.atom("a"))).isEqualTo("key of a");
  }

  @Test
  void ask_atAKey_isAtThatKeyAndContinuesUnderTheAskers() {
    var rig = asking(BOX, (ctx, box) -> ctx.ask(box.at("x"), "what"));

    var asking = rig.atom("a").asks().get(0);
    assertThat(asking.key()).isEqualTo("x");
    assertThat(asking.askerKey()).isEqualTo("key of a");
  }

  @Test
  void replier_withoutKeyFunction_takesTheAskedKey() {
    var rig = asking(BOX, (ctx, box) -> {});
    var what = rig.codecs().encode(String.class, "what");

    assertThat(reply(rig, what, "x")).isEqualTo(1);
    assertThat(reply(rig, what, "x")).isEqualTo(2);
    assertThat(reply(rig, what, "y")).isEqualTo(1);
  }

  private static int reply(Rig rig, Bytes what, String key) {
    var reply = rig.askBytes(BOX.path(), what, key).reply().orElseThrow();
    return rig.codecs().decode(Integer.class, reply);
  }

  @Test // S12
  void at_ofAPortalWithAKeyFunction_isRefused() {
    var rig = asking(Rig.BANK, (ctx, bank) -> ctx.ask(bank.at("x"), "what"));

    assertThatThrownBy(() -> rig.atom("a"))
        .hasMessageContaining(
            "/bank/portals/account has a key function. Maybe ask it without .at(…)");
  }

  @Test // S12
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void at_nullOrATextThatIsNoKey_isRefused() {
    assertThatThrownBy(() -> asking(BOX, (ctx, box) -> ctx.ask(box.at(null), "what")).atom("a"))
        .hasMessageContaining("/shop/portals/box is asked at the key null. Maybe a text");
    var long1 = "x".repeat(3_000);
    assertThatThrownBy(() -> asking(BOX, (ctx, box) -> ctx.ask(box.at(long1), "what")).atom("a"))
        .hasMessageContaining("the key of what is 3000 bytes of UTF-8, the limit is 2048");
  }

  @Test // S12
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void portal_withNullAsItsKey_isRefused() {
    assertThatThrownBy(() -> Portal.at("/shop/portals/p", String.class, Integer.class, null))
        .hasMessage("/shop/portals/p has null as its key. Maybe leave it out");
    assertThatThrownBy(() -> Portal.at("/shop/portals/p", String.class, null))
        .hasMessage(
            "/shop/portals/p has null as the class of requests or replies. "
                + "Maybe Void.class for none");
  }

  @Test // S14
  void keyOf_aRequestOfAPortalWithoutKeyFunction_isRefused() {
    assertThatThrownBy(() -> BOX.keyOf("what"))
        .hasMessage(
            "/shop/portals/box has no key function, so only tasks ask it. "
                + "Maybe give it one: Portal.at(…, key)");
  }
}
