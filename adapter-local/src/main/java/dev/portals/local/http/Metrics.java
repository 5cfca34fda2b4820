package dev.portals.local.http;

import dev.portals.driver.LaneStatus;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The lanes as Prometheus reads them. One thread at a time. */
final class Metrics {
  private record Shown(String what, ToDoubleFunction<LaneStatus> value) {}

  private static final Map<String, Shown> ALL =
      Map.of(
          "portals.lane.commits", new Shown("The number of the newest commit", LaneStatus::commits),
          "portals.lane.atoms", new Shown("Atoms taken from input streams", LaneStatus::atoms),
          "portals.lane.outstanding", new Shown("Asks not settled", LaneStatus::outstanding),
          "portals.lane.dead.letters", new Shown("Dead letters kept", LaneStatus::deadLetters),
          "portals.lane.broken",
              new Shown("1 if it stopped for good", it -> it.broken().isPresent() ? 1 : 0));

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, MultiGauge> gauges =
      ALL.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, it -> gauge(it.getKey(), it.getValue())));

  private MultiGauge gauge(String name, Shown shown) {
    return MultiGauge.builder(name).description(shown.what()).register(registry);
  }

  /** In the text format, version 0.0.4. */
  String of(List<LaneStatus> lanes) {
    gauges.forEach(
        (name, gauge) -> {
          var shown = ALL.get(name);
          if (shown != null) {
            gauge.register(lanes.stream().map(it -> row(it, shown)).toList(), true);
          }
        });
    return registry.scrape();
  }

  private static MultiGauge.Row<?> row(LaneStatus of, Shown shown) {
    var lane = of.lane();
    var tags =
        Tags.of(
            "application",
            lane.application(),
            "operator",
            lane.operator(),
            "lane",
            "" + lane.number());
    return MultiGauge.Row.of(tags, shown.value().applyAsDouble(of));
  }
}
