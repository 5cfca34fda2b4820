package dev.portals.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Design rule S11: applications are checked against one another when they are launched. */
class RoutesTest {
  private static final Portal<String, Integer> STOCK =
      Portal.at("/inventory/portals/stock", String.class, Integer.class, item -> item);
  private static final AtomStream<String> ITEMS =
      AtomStream.at("/inventory/streams/items", String.class);
  private static final Incarnation FIRST = new Incarnation(1, 11);

  private static Plan plan(String name, Consumer<ApplicationBuilder> block) {
    return Plan.of(Application.named(name, block).graph());
  }

  private static Routes resolve(Plan... plans) {
    var incarnations = Stream.of(plans).collect(Collectors.toMap(Plan::application, plan -> FIRST));
    return Routes.resolve(List.of(plans), incarnations);
  }

  private static Plan inventory() {
    return plan(
        "inventory",
        app ->
            app.workflow("stock", app.generate(ITEMS, Generator.of(String.class, List.of("a"), 1)))
                .key(item -> item)
                .task(
                    "stock",
                    Integer.class,
                    task -> {
                      task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(1));
                      return (item, ctx) -> ctx.emit(1);
                    })
                .sink("changes"));
  }

  private static Plan reader(String name, AtomStream<?> stream) {
    return plan(name, app -> app.workflow("read", stream).consume());
  }

  private static Plan asker(Portal<String, ?> portal) {
    return plan(
        "shop",
        app ->
            app.workflow("ask", app.generate("in", Generator.of(String.class, List.of("a"), 1)))
                .key(Function.identity())
                .task(
                    "ask",
                    String.class,
                    task -> {
                      task.asks(portal);
                      return (event, ctx) -> {};
                    })
                .consume());
  }

  @Test
  void plan_ofAnApplication_hasAnOperatorForEachGeneratorAndWorkflow() {
    var operators = inventory().operators();

    assertThat(operators)
        .extracting(Operator::name)
        .containsExactly("generators/items", "workflows/stock");
    var stock = operators.get(1);
    assertThat(stock.inputs()).containsExactly("/inventory/streams/items");
    assertThat(stock.outputs()).containsExactly("/inventory/streams/changes");
    assertThat(stock.served()).containsExactly(STOCK);
    assertThat(stock.asked()).isEmpty();
    assertThat(stock.lanes()).isEqualTo(1);
  }

  @Test
  void resolve_ofKnownPaths_leadsToTheirLanes() {
    var routes = resolve(reader("later", ITEMS), asker(STOCK), inventory());

    assertThat(routes.portal("/inventory/portals/stock").lane("socks"))
        .isEqualTo(new LaneId("inventory", FIRST, "workflows/stock", 0));
    assertThat(routes.stream("/inventory/streams/items").channels())
        .containsExactly(new StreamChannel("/inventory/streams/items", FIRST, 0));
    assertThat(routes.stream("/inventory/streams/changes").part().name())
        .isEqualTo("workflows/stock");
  }

  @Test
  void resolve_ofMissingStream_isRefused() {
    var absent = AtomStream.at("/inventory/streams/absent", String.class);

    assertThatThrownBy(() -> resolve(inventory(), reader("later", absent)))
        .isInstanceOf(PortalsException.class)
        .hasMessage(
            "nothing was launched:\n"
                + "  /later/workflows/read reads /inventory/streams/absent, which no running"
                + " application has. Maybe launch its owner with it; known:"
                + " [/inventory/streams/changes, /inventory/streams/items]");
  }

  @Test
  void resolve_ofMissingPortal_isRefused() {
    assertThatThrownBy(() -> resolve(asker(STOCK)))
        .hasMessage(
            "nothing was launched:\n"
                + "  /shop/workflows/ask asks /inventory/portals/stock, which no running"
                + " application has. Maybe launch its owner with it; known: []");
  }

  @Test
  void resolve_ofStreamAsAnotherType_isRefused() {
    var numbers = AtomStream.at("/inventory/streams/items", Integer.class);

    assertThatThrownBy(() -> resolve(inventory(), reader("later", numbers)))
        .hasMessage(
            "nothing was launched:\n"
                + "  /later/workflows/read reads /inventory/streams/items as java.lang.Integer,"
                + " but it is java.lang.String. Maybe share one constant");
  }

  @Test
  void resolve_ofPortalAsOtherTypes_isRefused() {
    var longs = Portal.at("/inventory/portals/stock", String.class, Long.class, item -> item);

    assertThatThrownBy(() -> resolve(inventory(), asker(longs)))
        .hasMessage(
            "nothing was launched:\n"
                + "  /shop/workflows/ask asks /inventory/portals/stock as"
                + " java.lang.String -> java.lang.Long, but it is"
                + " java.lang.String -> java.lang.Integer. Maybe share one constant");
  }

  @Test
  void resolve_ofAPortalAskedWithoutItsKeyFunction_namesBoth() {
    var unkeyed = Portal.at(STOCK.path(), STOCK.request(), STOCK.reply());

    assertThatThrownBy(() -> resolve(inventory(), asker(unkeyed)))
        .hasMessageContaining("stock as java.lang.String -> java.lang.Integer at a key of the")
        .hasMessageContaining("but it is java.lang.String -> java.lang.Integer. Maybe share");
  }

  @Test
  void resolve_withSeveralProblems_namesAllAtOnce() {
    var absent = AtomStream.at("/nowhere/streams/absent", String.class);

    assertThatThrownBy(() -> resolve(reader("later", absent), asker(STOCK)))
        .hasMessageContaining("/later/workflows/read reads /nowhere/streams/absent")
        .hasMessageContaining("/shop/workflows/ask asks /inventory/portals/stock");
  }

  @Test
  void resolve_ofOneApplicationTwice_isRefused() {
    assertThatThrownBy(
            () -> Routes.resolve(List.of(inventory(), inventory()), Map.of("inventory", FIRST)))
        .isInstanceOf(PortalsException.class)
        .hasMessage(
            "nothing was launched:\n"
                + "  /inventory is there twice. Maybe stop or replace the one that runs");
  }

  @Test
  void lookUp_ofPathThatIsNotThere_saysWhatIs() {
    var routes = resolve(inventory());

    assertThatThrownBy(() -> routes.portal("/inventory/portals/absent"))
        .hasMessage(
            "no portal /inventory/portals/absent is running. "
                + "Maybe one of [/inventory/portals/stock]");
    assertThatThrownBy(() -> routes.stream("/inventory/streams/absent"))
        .hasMessage(
            "no stream /inventory/streams/absent is running. "
                + "Maybe one of [/inventory/streams/changes, /inventory/streams/items]");
  }
}
