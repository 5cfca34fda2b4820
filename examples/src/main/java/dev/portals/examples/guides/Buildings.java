package dev.portals.examples.guides;

import dev.portals.task.PerKey;
import dev.portals.task.PerKeyMap;
import dev.portals.task.Portal;
import dev.portals.task.Stash;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import dev.portals.task.TaskContext;

/** State of each kind: the newest reading of each sensor, kept back until the building is known. */
public final class Buildings {
  /** Makes a building known, and says how many readings have waited for that. */
  public static final Portal<String, Long> OPEN =
      Portal.at("/buildings/portals/open", String.class, Long.class, building -> building);

  private final PerKey<Boolean> open;
  private final PerKeyMap<String, Double> newest;
  private final Stash<Reading> early;

  static Task<Reading, Double> task() {
    return Task.define(
        Reading.class,
        Double.class,
        task -> {
          var buildings = new Buildings(task);
          return buildings::onNext;
        });
  }

  private Buildings(TaskBuilder<Reading, Double> task) {
    open = task.perKey("open", Boolean.class, false);
    newest = task.perKeyMap("newest", String.class, Double.class);
    early = task.stash("early", Reading.class);
    task.replies(OPEN)
        .onAsk(
            (building, ctx) -> {
              ctx.state(open).set(true);
              var waiting = ctx.state(early).takeAll();
              waiting.forEach(it -> ctx.state(newest).put(it.sensor(), it.celsius()));
              ctx.reply((long) waiting.size());
            });
  }

  private void onNext(Reading reading, TaskContext<Double> ctx) {
    if (!ctx.state(open).value()) {
      ctx.state(early).put(reading);
      return;
    }
    var sensors = ctx.state(newest);
    sensors.put(reading.sensor(), reading.celsius());
    ctx.emit(sensors.entries().values().stream().mapToDouble(it -> it).max().orElseThrow());
  }
}
