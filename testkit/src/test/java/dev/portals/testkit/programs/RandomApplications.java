package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.build.Flow;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import dev.portals.testkit.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Applications that a seed makes up: some applications, workflows that read one another's streams,
 * streams that meet, are led back and parted, keys that change on the way, and portals that serve
 * by asking one another and themselves.
 */
public final class RandomApplications {
  private static final int MOST_KEYS = 3;
  private static final int MOST_ATOMS = 6;

  private final SplittableRandom random;
  private final int applications;
  private final List<Portal<Integer, Integer>> portals = new ArrayList<>();
  private final List<AtomStream<Integer>> streams = new ArrayList<>();
  private final List<List<Part>> parts = new ArrayList<>();

  /** Something that an application declares. */
  private interface Part {
    void declare(ApplicationBuilder app);
  }

  /** Something that a workflow does next. */
  private interface Stage {
    Flow<Integer> after(Flow<Integer> flow);
  }

  private RandomApplications(long seed) {
    random = new SplittableRandom(seed);
    applications = 1 + random.nextInt(3);
    IntStream.range(0, applications).forEach(app -> parts.add(new ArrayList<>()));
  }

  /** The applications of a seed, asked from outside, with one to three lanes an operator. */
  public static Simulation of(long seed) {
    var made = new RandomApplications(seed);
    return made.simulation(made.all());
  }

  private Simulation simulation(List<Application> all) {
    var simulation =
        Simulation.of(all.toArray(Application[]::new)).lanes(1 + random.nextInt(MOST_KEYS));
    for (var portal : portals) {
      simulation = simulation.asking(portal, random.ints(2, 0, 12).boxed().toList());
    }
    return simulation;
  }

  private List<Application> all() {
    var served = 1 + random.nextInt(3);
    for (var number = 0; number < served; number++) {
      var keys = 1 + random.nextInt(MOST_KEYS);
      var path = "/app%d/portals/p%d".formatted(number % applications, number);
      portals.add(Portal.at(path, Integer.class, Integer.class, n -> "k" + n % keys));
    }
    var tasks = new RandomTasks(random, portals);
    var generators = applications + random.nextInt(2);
    for (var number = 0; number < generators; number++) {
      generate("g" + number, number % applications);
    }
    for (var number = random.nextInt(2); number > 0; number--) {
      meet("met" + number, random.nextInt(applications));
    }
    for (var number = random.nextInt(3); number > 0; number--) {
      part("part" + number, random.nextInt(applications));
    }
    for (var number = 0; number < served; number++) {
      serve("serving" + number, number, tasks);
    }
    var workflows = 1 + random.nextInt(3);
    for (var number = 0; number < workflows; number++) {
      work("w" + number, random.nextInt(applications), tasks);
    }
    var all = new ArrayList<Application>();
    for (var app = 0; app < applications; app++) {
      var declared = List.copyOf(parts.get(app));
      all.add(Application.named("app" + app, made -> declared.forEach(part -> part.declare(made))));
    }
    return all;
  }

  /** A stream that others may read. */
  private AtomStream<Integer> stream(int app, String name) {
    var stream = AtomStream.at("/app%d/streams/%s".formatted(app, name), Integer.class);
    streams.add(stream);
    return stream;
  }

  private void generate(String name, int app) {
    var atoms = new ArrayList<List<Integer>>();
    for (var left = random.nextInt(MOST_ATOMS); left > 0; left--) {
      atoms.add(random.ints(random.nextInt(4), 0, 12).boxed().toList());
    }
    var stream = stream(app, name);
    parts.get(app).add(it -> it.generate(stream, Generator.atoms(Integer.class, atoms)));
  }

  /** Streams that meet; half of the time what met is led back, smaller, until nothing is left. */
  private void meet(String name, int app) {
    var hall = Sequencer.at("/app%d/sequencers/%s".formatted(app, name), Integer.class);
    var meeting = new LinkedHashSet<>(List.of(anyStream()));
    meeting.add(anyStream());
    for (var stream : meeting) {
      anyApplication().add(it -> it.connect(stream, hall));
    }
    var met = stream(app, name);
    parts.get(app).add(it -> it.sequencer(hall));
    if (random.nextBoolean()) {
      anyApplication()
          .add(
              it ->
                  it.connect(
                      it.workflow(name + "back", met)
                          .filter(n -> n > 2)
                          .map(Integer.class, n -> n / 4)
                          .sink(name + "back"),
                      hall));
    }
  }

  /** A stream that is parted in two, each part taken by an application. */
  private void part(String name, int app) {
    var whole = anyStream();
    var splitter = Splitter.at("/app%d/splitters/%s".formatted(app, name), Integer.class);
    parts.get(app).add(it -> it.splitter(splitter, whole));
    for (var number = 0; number < 2; number++) {
      var rest = number;
      var taker = random.nextInt(applications);
      var taken = name + "of" + rest;
      stream(taker, taken);
      parts.get(taker).add(it -> it.split(splitter, taken, n -> n % 2 == rest));
    }
  }

  private AtomStream<Integer> anyStream() {
    return streams.get(random.nextInt(streams.size()));
  }

  private List<Part> anyApplication() {
    return parts.get(random.nextInt(applications));
  }

  /**
   * A service of its own, or a workflow that serves beside its work. Nobody reads what it emits: if
   * who reads it asked it, that would have no end.
   */
  private void serve(String name, int portal, RandomTasks tasks) {
    var app = portal % applications;
    if (random.nextBoolean()) {
      var service = tasks.service(portal);
      parts.get(app).add(it -> it.service(name, service).sink(name));
      return;
    }
    var input = anyStream();
    var task = tasks.serving(portal);
    parts
        .get(app)
        .add(it -> it.workflow(name, input).key(n -> "k" + n % 2).task("serve", task).sink(name));
  }

  private void work(String name, int app, RandomTasks tasks) {
    var input = anyStream();
    var stages = new ArrayList<Stage>();
    for (var left = 1 + random.nextInt(3); left > 0; left--) {
      stages.add(stage("t" + left, tasks));
    }
    var output = stream(app, name);
    parts
        .get(app)
        .add(
            it -> {
              var flow = it.workflow(name, input);
              for (var stage : stages) {
                flow = stage.after(flow);
              }
              flow.sink(output);
            });
  }

  private Stage stage(String name, RandomTasks tasks) {
    var some = 1 + random.nextInt(MOST_KEYS);
    return switch (random.nextInt(6)) {
      case 0 -> flow -> flow.map(Integer.class, n -> (n + some) % 12);
      case 1 -> flow -> flow.filter(n -> n % (some + 1) != 0);
      case 2 -> flow -> flow.key(n -> "k" + n % some);
      default -> {
        var task = tasks.task();
        yield flow -> flow.key(n -> "k" + n % some).task(name, task);
      }
    };
  }
}
