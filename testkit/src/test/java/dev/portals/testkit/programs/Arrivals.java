package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import java.util.List;

/** Deliveries that come from outside, in atoms, each once however often it is sent. */
public final class Arrivals {
  public static final AtomStream<Delivery> DELIVERIES =
      AtomStream.at("/arrivals/streams/deliveries", Delivery.class);

  /** What comes, one atom a truck; one comes empty. */
  public static final List<List<Delivery>> TRUCKS =
      List.of(
          List.of(new Delivery("socks", 3), new Delivery("hat", 1)),
          List.of(),
          List.of(new Delivery("socks", 2)),
          List.of(new Delivery("hat", 4), new Delivery("socks", 1), new Delivery("cap", 9)));

  /** So many of an item. */
  public record Delivery(String item, int count) {}

  private Arrivals() {}

  public static Application arrivals() {
    return Application.named(
        "arrivals",
        app ->
            app.workflow("stock", app.external(DELIVERIES))
                .key(Delivery::item)
                .task(
                    "stock",
                    String.class,
                    task -> {
                      var onHand = task.perKey("onHand", Integer.class, 0);
                      return (delivery, ctx) ->
                          ctx.emit(
                              ctx.key() + ctx.state(onHand).update(n -> 10 * n + delivery.count()));
                    })
                .sink("changes"));
  }
}
