package dev.portals.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonValues;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated bodies against one process: each is taken as the value that it is, or refused as the
 * caller's fault, in JSON that says what; nothing of what was refused has happened.
 */
@Timeout(120)
class HostileBodiesTest {
  private static final int MUTATIONS = 10_000;

  enum Kind {
    SMALL,
    LARGE
  }

  sealed interface Form {}

  record Circle(double radius) implements Form {}

  record Group(List<Form> parts) implements Form {}

  record Line(String item, int count) {}

  record Times(Instant at, Duration within, LocalDate day, ZonedDateTime there) {}

  record Numbers(
      int little, long big, double rate, float single, BigDecimal price, BigInteger all) {}

  record Order(
      String id,
      Numbers numbers,
      Times times,
      UUID who,
      Bytes data,
      Kind kind,
      boolean flag,
      char letter,
      Optional<String> note,
      List<Line> lines,
      Set<String> tags,
      Map<String, Integer> counts,
      Form form) {}

  /** How many orders were asked, and how many events were published. */
  record Counts(int asked, int events) {}

  private static final Portal<Order, Order> ORDER =
      Portal.at("/shop/portals/order", Order.class, Order.class, order -> "all");
  private static final Portal<String, Counts> COUNTS =
      Portal.at("/shop/portals/counts", String.class, Counts.class, any -> "all");
  private static final AtomStream<Order> ORDERS =
      AtomStream.at("/shop/streams/orders", Order.class);

  private static final Order GOOD =
      new Order(
          "o1",
          new Numbers(7, 1L << 40, 0.5, 1.5f, new BigDecimal("12.50"), BigInteger.TEN.pow(30)),
          new Times(
              Instant.parse("2024-02-29T12:00:00Z"),
              Duration.ofMinutes(5),
              LocalDate.of(2024, 2, 29),
              ZonedDateTime.parse("2024-02-29T12:00:00Z")),
          new UUID(1, 2),
          Bytes.ofUtf8("data"),
          Kind.LARGE,
          true,
          'c',
          Optional.of("note é"),
          List.of(new Line("socks", 2), new Line("hats", 1)),
          Set.of("new"),
          Map.of("a", 1),
          new Group(List.of(new Circle(2), new Group(List.of()))));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper mapper = new JsonMapper();
  private final JsonValues json = new JsonValues();
  @TempDir private Path directory;

  private static Application shop() {
    return Application.named(
        "shop",
        app ->
            app.workflow("w", app.external(ORDERS))
                .key(order -> "all")
                .task(
                    "t",
                    Order.class,
                    task -> {
                      var asked = task.perKey("asked", Integer.class, 0);
                      var events = task.perKey("events", Integer.class, 0);
                      task.replies(ORDER)
                          .onAsk(
                              (order, ctx) -> {
                                ctx.state(asked).update(n -> n + 1);
                                ctx.reply(order);
                              });
                      task.replies(COUNTS)
                          .onAsk(
                              (any, ctx) ->
                                  ctx.reply(
                                      new Counts(
                                          ctx.state(asked).value(), ctx.state(events).value())));
                      return (order, ctx) -> ctx.state(events).update(n -> n + 1);
                    })
                .consume());
  }

  private HttpResponse<String> post(String address, String path, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void bodies_mutated_areRefusedInJsonAndLeaveNothing() throws Exception {
    var order = json.write(Order.class, GOOD);
    var asks = new BodyMutations(1);
    var atoms = new BodyMutations(2);
    var asked = 0;
    var events = 0;
    try (var portals = LocalPortals.open(directory);
        var door = HttpDoor.open(portals, directory, 0)) {
      portals.launch(shop());
      for (var run = 0; run < MUTATIONS; run++) {
        var body = asks.of(order);
        var response = post(door.address(), "/v1/portals/shop/order/ask", body);
        asked += accepted(body, response).isPresent() ? 1 : 0;
        body = atoms.of("[" + order + "," + order + "]");
        response = post(door.address(), "/v1/streams/shop/orders/publish", body);
        events += accepted(body, response).orElse(0);
      }
      assertThat(asked).isBetween(MUTATIONS / 100, MUTATIONS / 2);
      assertThat(events).isGreaterThan(MUTATIONS / 100);
      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      var good =
          post(
              door.address(), "/v1/portals/shop/order/ask", order.getBytes(StandardCharsets.UTF_8));
      assertThat(good.body()).isEqualTo("{\"reply\":" + order + "}\n");
      assertThat(portals.ask(COUNTS, "", "counts").get().orThrow())
          .isEqualTo(new Counts(asked + 1, events));
      assertThat(portals.lanes())
          .allSatisfy(
              lane -> {
                assertThat(lane.broken()).isEmpty();
                assertThat(lane.deadLetters()).isZero();
              });
    }
  }

  /** How many events were published, 0 for an ask; empty if it was refused as it should be. */
  private Optional<Integer> accepted(byte[] body, HttpResponse<String> response)
      throws IOException {
    var what = new String(body, StandardCharsets.UTF_8).replaceAll("(.)\\1{99,}", "$1$1…");
    var said = mapper.readTree(response.body());
    if (response.statusCode() == 200) {
      return Optional.of(said.path("published").asInt(0));
    }
    assertThat(response.statusCode()).as("%s is answered %s", what, said).isBetween(400, 499);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(said.path("error").asText()).as(what).isNotBlank().hasSizeLessThan(2_000);
    return Optional.empty();
  }
}
