package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.util.ArrayList;
import java.util.List;

/** Atoms that come from outside, before and after the reader of what is made of them is asked. */
final class Readings {
  record Reading(String meter, int value) {}

  private static final AtomStream<Reading> READINGS =
      AtomStream.at("/meters/streams/readings", Reading.class);
  private static final AtomStream<Reading> HIGHEST =
      AtomStream.at("/meters/streams/highest", Reading.class);
  private static final AtomStream<Reading> HIGHER =
      AtomStream.at("/alarms/streams/higher", Reading.class);
  private static final Portal<String, Integer> ALARMS =
      Portal.at("/alarms/portals/alarms", String.class, Integer.class, meter -> meter);

  private Readings() {}

  static Program program() {
    return program(Program.named("readings"));
  }

  static Program ofLanes() {
    var perMeter = Comparison.perKey(Reading.class, Reading::meter);
    return program(Program.named("readings").lanes(4))
        .compare(HIGHEST, perMeter)
        .compare(HIGHER, perMeter);
  }

  private static Program program(Program empty) {
    var meters = List.of("m0", "m1", "m2", "m3", "m4", "m5", "none");
    return empty
        .launch(meters(), alarms())
        .publish(READINGS, atoms(0, 120))
        .ask(ALARMS, meters)
        .publish(READINGS, atoms(120, 200))
        .ask(ALARMS, meters);
  }

  /** Atoms of 0 to 4 readings. */
  private static List<List<Reading>> atoms(int from, int to) {
    var atoms = new ArrayList<List<Reading>>();
    for (var atom = from; atom < to; atom++) {
      var readings = new ArrayList<Reading>();
      for (var reading = 0; reading < atom % 5; reading++) {
        readings.add(new Reading("m" + (atom + reading) % 6, atom * 7 % 40 + atom / 10));
      }
      atoms.add(readings);
    }
    return atoms;
  }

  private static Application meters() {
    return Application.named(
        "meters",
        app ->
            app.workflow("highest", app.external(READINGS))
                .key(Reading::meter)
                .task(
                    "highest",
                    Reading.class,
                    task -> {
                      var highest = task.perKey("highest", Integer.class, 0);
                      return (reading, ctx) -> {
                        if (reading.value() > ctx.state(highest).value()) {
                          ctx.state(highest).set(reading.value());
                          ctx.emit(reading);
                        }
                      };
                    })
                .sink(HIGHEST));
  }

  private static Application alarms() {
    return Application.named(
        "alarms",
        app ->
            app.workflow("alarms", HIGHEST)
                .filter(reading -> reading.value() > 20)
                .key(Reading::meter)
                .task(
                    "alarms",
                    Reading.class,
                    task -> {
                      var alarms = task.perKey("alarms", Integer.class, 0);
                      task.replies(ALARMS)
                          .onAsk((meter, ctx) -> ctx.reply(ctx.state(alarms).value()));
                      return (reading, ctx) -> {
                        ctx.state(alarms).update(n -> n + 1);
                        ctx.emit(reading);
                      };
                    })
                .sink(HIGHER));
  }
}
