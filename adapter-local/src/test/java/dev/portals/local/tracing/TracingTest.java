package dev.portals.local.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import dev.portals.local.http.HttpDoor;
import dev.portals.task.Answer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String NOBODY = "0000000000000000";
  private static final String ASK = "ask /front/portals/quote";
  private static final String SERVE = "serve /front/portals/quote";
  private static final String PRICE = "serve /back/portals/price";

  @TempDir private Path directory;
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .build();
  private final CountDownLatch released = new CountDownLatch(1);
  private LocalPortals portals;
  private HttpDoor door;

  @BeforeEach
  void open() {
    portals =
        LocalPortals.open(directory, OptionalInt.empty(), new OpenTelemetryTracing(telemetry));
    portals.launch(Quotes.front(), Quotes.back(this::before));
    door = HttpDoor.open(portals, directory, 0);
  }

  @AfterEach
  void close() {
    released.countDown();
    door.close();
    portals.close();
    telemetry.close();
  }

  private void before(String item) {
    if (item.equals("none")) {
      throw new IllegalArgumentException("no such item");
    } else if (item.equals("slow")) {
      try {
        released.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(door.address() + path))
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body().strip();
  }

  private SpanData span(String name) {
    assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsOnlyOnce(name);
    return spans.getFinishedSpanItems().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ask_overHttp_goesOnWithTheTraceOfWhoAsked() throws Exception {
    var reply =
        post(
            "/v1/portals/front/quote/ask",
            "\"tea\"",
            "traceparent",
            "00-" + TRACE + "-" + CALLER + "-01");

    assertThat(reply).isEqualTo("{\"reply\":\"tea costs 3\"}");
    var asked = span(ASK);
    var served = span(SERVE);
    var price = span(PRICE);
    assertThat(spans.getFinishedSpanItems()).hasSize(3);
    assertThat(asked.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(asked.getParentSpanId()).isEqualTo(CALLER);
    assertThat(served.getParentSpanId()).isEqualTo(asked.getSpanId());
    assertThat(price.getParentSpanId()).isEqualTo(served.getSpanId());
    assertThat(spans.getFinishedSpanItems())
        .allSatisfy(
            it -> {
              assertThat(it.getTraceId()).isEqualTo(TRACE);
              assertThat(it.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
              assertThat(it.getEndEpochNanos()).isGreaterThanOrEqualTo(it.getStartEpochNanos());
            });
    assertThat(price.getAttributes().get(AttributeKey.stringKey("portals.lane")))
        .isEqualTo("/back/workflows/prices#0");
    assertThat(served.getEvents())
        .extracting(EventData::getName)
        .containsExactly("told /back/portals/seen", "asked /back/portals/price", "accepted");
  }

  @Test
  void ask_withAMalformedTraceparent_beginsATrace() throws Exception {
    post("/v1/portals/front/quote/ask", "\"tea\"", "traceparent", "00-" + TRACE + "-no-01");

    assertThat(span(ASK).getParentSpanId()).isEqualTo(NOBODY);
    assertThat(span(SERVE).getTraceId()).isEqualTo(span(ASK).getTraceId()).isNotEqualTo(TRACE);
  }

  @Test
  void ask_inTheProcess_isPartOfWhatItsThreadDoes() {
    var doing = telemetry.getTracer("test").spanBuilder("doing").startSpan();
    try (var current = doing.makeCurrent()) {
      assertThat(current).isNotNull();
      portals.ask(Quotes.QUOTE, "tea", "1").join();
    } finally {
      doing.end();
    }
    assertThat(span(ASK).getParentSpanId()).isEqualTo(doing.getSpanContext().getSpanId());
    assertThat(span(ASK).getKind()).isEqualTo(SpanKind.INTERNAL);
  }

  @Test
  void ask_thatFails_isAnErrorWhereverItFailed() {
    assertThat(portals.ask(Quotes.QUOTE, "none", "1").join()).isInstanceOf(Answer.Failed.class);

    for (var name : new String[] {ASK, SERVE, PRICE}) {
      assertThat(span(name).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(span(name).getStatus().getDescription()).contains("no such item");
    }
  }

  @Test
  void ask_repeatedUnderItsKey_isServedOnce() {
    portals.ask(Quotes.QUOTE, "tea", "1").join();
    spans.reset();
    assertThat(portals.ask(Quotes.QUOTE, "tea", "1").join())
        .isEqualTo(new Answer.Replied<>("tea costs 3"));

    assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly(ASK);
  }

  @Test
  void ask_thatExpires_saysSoAndIsNotFollowedAnyMore() throws Exception {
    assertThat(portals.ask(Quotes.QUOTE, "slow", "1").join())
        .isEqualTo(new Answer.Replied<>("too late"));
    released.countDown();
    assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();

    assertThat(span(SERVE).getEvents())
        .extracting(EventData::getName)
        .contains("expired /back/portals/price");
    assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).doesNotContain(PRICE);
  }

  @Test
  void publish_overHttp_isASpan() throws Exception {
    var parent = "00-" + TRACE + "-" + CALLER + "-01";
    post("/v1/streams/front/items/publish", "[\"tea\"]", "traceparent", parent);

    assertThat(span("publish /front/streams/items").getParentSpanId()).isEqualTo(CALLER);
  }
}
