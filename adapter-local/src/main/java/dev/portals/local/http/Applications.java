package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonValues;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lists, launches, replaces and stops applications for those outside. */
final class Applications implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What is launched together. */
  record Group(List<String> applications) {}

  /** What a stop waits for; it goes on with that. */
  record Stopping(List<String> waiting) {}

  /** An application, for people. */
  record Listed(
      String application,
      String phase,
      long incarnation,
      long deployment,
      int lanes,
      List<String> streams,
      List<String> portals) {}

  /** Every application that was ever launched. */
  record AllListed(List<Listed> applications) {}

  private final LocalPortals portals;
  private final Map<String, Application> known;
  private final JsonValues json;
  private final ExecutorService changes =
      Executors.newSingleThreadExecutor(
          task -> {
            var thread = new Thread(task, "portals-topology");
            thread.setDaemon(true);
            return thread;
          });

  Applications(LocalPortals portals, Map<String, Application> known, JsonValues json) {
    this.portals = portals;
    this.known = Map.copyOf(known);
    this.json = json;
  }

  Reply list() {
    var listed = portals.applications().stream().map(Applications::listed).toList();
    return new Reply(200, json.write(AllListed.class, new AllListed(listed)));
  }

  private static Listed listed(Registration of) {
    var parts = of.manifest().parts();
    return new Listed(
        of.application(),
        of.phase().name().toLowerCase(Locale.ROOT),
        of.incarnation().ordinal(),
        of.planEpoch(),
        of.manifest().lanes(),
        parts.stream().flatMap(it -> it.writes().stream()).map(Manifest.Stream::path).toList(),
        parts.stream()
            .flatMap(it -> it.serves().stream())
            .map(Manifest.Service::path)
            .filter(path -> path.contains("/portals/"))
            .toList());
  }

  /** Launches applications that this process has the code of, all or none. */
  CompletableFuture<Reply> launch(byte[] body) {
    return Refusals.begun(() -> launch(json.read(Group.class, body).applications()));
  }

  private CompletableFuture<Reply> launch(List<String> names) {
    if (names.isEmpty()) {
      throw new RefusedException(400, "no application is named. Maybe " + known.keySet());
    }
    var code = new ArrayList<Application>();
    for (var name : names) {
      code.add(code(name));
    }
    return change(
        () -> {
          portals.launch(code.toArray(Application[]::new));
          return list();
        });
  }

  /** Replaces the code of one by what this process has. */
  CompletableFuture<Reply> replace(String name) {
    var code = code(name);
    return change(
        () -> {
          portals.replace(code);
          return list();
        });
  }

  private Application code(String name) {
    var code = known.get(name.startsWith("/") ? name.substring(1) : name);
    if (code == null) {
      throw new RefusedException(
          404,
          "this process has no code of \"%s\". Maybe one of %s, or start it with that code"
              .formatted(name, known.keySet().stream().sorted().toList()));
    }
    return code;
  }

  /** Stops one: 202 if that takes longer. */
  CompletableFuture<Reply> stop(String name, boolean force) {
    if (portals.applications().stream().noneMatch(it -> it.application().equals(name))) {
      var names = portals.applications().stream().map(Registration::application).toList();
      throw new RefusedException(
          404, "no application /%s was launched. Maybe one of %s".formatted(name, names));
    }
    return change(
        () -> {
          var waiting = portals.stop(name, force, PATIENCE);
          return new Reply(
              waiting.isEmpty() ? 200 : 202,
              json.write(
                  Stopping.class, new Stopping(waiting.stream().map(LaneId::toString).toList())));
        });
  }

  /** What is refused has changed nothing, unless the process can go on no more. */
  private CompletableFuture<Reply> change(Callable<Reply> change) {
    var reply = new CompletableFuture<Reply>();
    changes.execute(
        () -> {
          try {
            reply.complete(change.call());
          } catch (PortalsException refused) {
            reply.complete(refused(refused));
          } catch (Exception failed) {
            reply.complete(Requests.failure(failed));
          }
        });
    return reply;
  }

  private Reply refused(PortalsException refused) {
    try {
      portals.applications();
    } catch (PortalsException ended) {
      return Requests.failure(ended);
    }
    return Reply.error(409, String.valueOf(refused.getMessage()));
  }

  @Override
  public void close() {
    changes.shutdownNow();
  }
}
