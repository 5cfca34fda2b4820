package dev.portals.conformance;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What every backend runs with the same result: a script of stages, each run until nothing is left
 * to do. Inside a stage the result must not depend on who is faster, but where it says so.
 */
public final class Program {
  private static final String REVERSED = "-reversed";

  /** One step of the script. */
  public sealed interface Stage {}

  /** Applications that are launched together, while those of earlier stages run on. */
  public record Launch(List<Application> applications) implements Stage {
    int size() {
      return applications.size();
    }

    Launch reversed() {
      var backwards = new ArrayList<>(applications);
      Collections.reverse(backwards);
      return new Launch(backwards);
    }
  }

  /** An ask from outside, under an idempotency key of its own. */
  public record Ask<Q, R>(Portal<Q, R> portal, Q request, String idempotencyKey) {}

  /** Asks from outside, all at once. */
  public record Asks(List<Ask<?, ?>> asks) implements Stage {}

  /** An atom from outside, under an idempotency key of its own. */
  public record Publish<T>(AtomStream<T> stream, List<T> events, String idempotencyKey) {}

  /** Atoms from outside, one after the other. */
  public record Publishes(List<Publish<?>> atoms) implements Stage {}

  private final String name;
  private final int lanes;
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Comparison> comparisons = new HashMap<>();
  private int outside;

  private Program(String name, int lanes) {
    this.name = name;
    this.lanes = lanes;
  }

  /** A program without stages, of one lane an operator. */
  public static Program named(String name) {
    return new Program(name, 1);
  }

  /**
   * The same program so far with several lanes an operator. Its streams are compared by what does
   * not depend on that, and it keeps no state of tasks, which is each lane's.
   */
  public Program lanes(int count) {
    var program = new Program(name + "-" + count + "-lanes", count);
    program.stages.addAll(stages);
    program.comparisons.putAll(comparisons);
    program.outside = outside;
    return program;
  }

  /** The same program, but what is launched together is named the other way round. */
  public Program reversed() {
    var program = new Program(name + REVERSED, lanes);
    program.comparisons.putAll(comparisons);
    for (var stage : stages) {
      program.stages.add(stage instanceof Launch launch ? launch.reversed() : stage);
    }
    return program;
  }

  /** Whether there is another order of what is launched together. */
  boolean hasOrders() {
    return stages.stream().anyMatch(it -> it instanceof Launch launch && launch.size() > 1);
  }

  /** Then these are launched together. */
  public Program launch(Application... applications) {
    stages.add(new Launch(List.of(applications)));
    return this;
  }

  /** Then a portal is asked for all of these at once. */
  public <Q, R> Program ask(Portal<Q, R> portal, List<? extends Q> requests) {
    var asks = new ArrayList<Ask<?, ?>>();
    for (Q request : requests) {
      asks.add(new Ask<>(portal, request, "outside-" + outside++));
    }
    stages.add(new Asks(asks));
    return this;
  }

  /** Then these atoms are published to a stream, in this order. */
  public <T> Program publish(AtomStream<T> stream, List<List<T>> atoms) {
    var all = new ArrayList<Publish<?>>();
    for (var events : atoms) {
      all.add(new Publish<>(stream, events, "outside-" + outside++));
    }
    stages.add(new Publishes(all));
    return this;
  }

  /** How a stream is compared, if not exactly. */
  public Program compare(AtomStream<?> stream, Comparison comparison) {
    comparisons.put(stream.path(), comparison);
    return this;
  }

  int lanes() {
    return lanes;
  }

  public List<Stage> stages() {
    return stages;
  }

  /** The applications of the first so many stages. */
  public List<Application> applications(int count) {
    var applications = new ArrayList<Application>();
    for (var stage : stages.subList(0, count)) {
      if (stage instanceof Launch launch) {
        applications.addAll(launch.applications());
      }
    }
    return applications;
  }

  Comparison comparison(String stream) {
    return comparisons.getOrDefault(stream, Comparison.EXACT);
  }

  /** The program of a name among these, or one of them reversed. */
  public static Program named(String name, List<Program> all) {
    return all.stream()
        .flatMap(it -> Stream.of(it, it.reversed()))
        .filter(it -> it.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}
