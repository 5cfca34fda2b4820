package dev.portals.build;

import dev.portals.PortalsException;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.PartPath;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import dev.portals.task.Start;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Declares the parts of one application. Of no use once its block has ended. */
public final class ApplicationBuilder {
  private final String application;
  private final Codecs.Builder codecs = Codecs.builder();
  private final List<Graph.Source> sources = new ArrayList<>();
  private final List<Workflow> workflows = new ArrayList<>();
  private final List<Graph.Connection> connections = new ArrayList<>();
  private final List<Graph.Splits> splitters = new ArrayList<>();
  private boolean frozen;

  ApplicationBuilder(String application) {
    this.application = PartPath.requireName(application, "an application");
  }

  /** A generator that writes the stream {@code /application/streams/name}. */
  public <T> AtomStream<T> generate(String name, Generator<T, ?> generator) {
    return generate(new AtomStream<>(streamPath(name), generator.type()), generator);
  }

  /** A generator that writes a stream which others know. */
  public <T> AtomStream<T> generate(AtomStream<T> stream, Generator<T, ?> generator) {
    requireOpen();
    var name = PartPath.parse(stream.path(), "streams").name();
    sources.add(new Graph.Source(name, stream, generator));
    return stream;
  }

  /** A workflow that reads a stream, of this application or of another one. */
  public <T> Flow<T> workflow(String name, AtomStream<T> input) {
    return workflow(name).from(input);
  }

  /**
   * The same, beginning with a certain atom if the stream's application runs already when this one
   * is launched.
   */
  public <T> Flow<T> workflow(String name, AtomStream<T> input, Start start) {
    return workflow(name).from(input, start);
  }

  /** A workflow that reads several streams, see {@link Workflow#from}. */
  public Workflow workflow(String name) {
    requireOpen();
    PartPath.requireName(name, "a workflow");
    return add(Graph.Kind.WORKFLOW, name);
  }

  private Workflow add(Graph.Kind kind, String name) {
    var workflow = new Workflow(this, kind, name);
    workflows.add(workflow);
    return workflow;
  }

  /**
   * A workflow that reads nothing, whose task only serves portals. It never ends. Its name is the
   * task's, too.
   */
  public <O> Flow<O> service(String name, Task<Void, O> task) {
    requireOpen();
    PartPath.requireName(name, "a service");
    return add(Graph.Kind.WORKFLOW, name).first(new Node.Idle(), Void.class).task(name, task);
  }

  /**
   * A sequencer of this application, see {@link Sequencer}.
   *
   * @return what it gives, as {@link Sequencer#stream}
   */
  public <T> AtomStream<T> sequencer(Sequencer<T> sequencer) {
    requireOpen();
    var name = PartPath.parse(sequencer.path(), "sequencers").name();
    return add(Graph.Kind.SEQUENCER, name)
        .first(new Node.Sequence(sequencer), sequencer.type())
        .dropEmpty()
        .sink(sequencer.stream());
  }

  /**
   * From the launch of this application on, a sequencer takes the atoms of a stream; each may be of
   * this application or of another. A stream that leads to itself over a sequencer is a cycle.
   */
  public <T> void connect(AtomStream<T> stream, Sequencer<T> sequencer) {
    connect(stream, sequencer, Start.NOW);
  }

  /** The same, beginning with a certain atom if the stream's application runs already. */
  public <T> void connect(AtomStream<T> stream, Sequencer<T> sequencer, Start start) {
    requireOpen();
    connections.add(new Graph.Connection(stream, sequencer, start));
  }

  /** A splitter of this application, and what it splits: a stream of this one or of another. */
  public <T> void splitter(Splitter<T> splitter, AtomStream<T> stream) {
    requireOpen();
    splitters.add(new Graph.Splits(splitter, stream));
  }

  /**
   * Those events of what a splitter of this application or of another one splits for which a
   * predicate holds, as the stream {@code /application/streams/name}. Each atom that has any is one
   * atom of it. Any number of splits may take the same event.
   */
  public <T> AtomStream<T> split(
      Splitter<T> splitter, String name, Predicate<? super T> predicate) {
    return split(splitter, name, predicate, Start.NOW);
  }

  /** The same, beginning with a certain atom if the stream's application runs already. */
  public <T> AtomStream<T> split(
      Splitter<T> splitter, String name, Predicate<? super T> predicate, Start start) {
    requireOpen();
    PartPath.requireName(name, "a split");
    return add(Graph.Kind.SPLIT, name)
        .first(new Node.TakeSplit(splitter, start), splitter.type())
        .filter(predicate)
        .dropEmpty()
        .sink(name);
  }

  /**
   * A stream of this application that is written from outside (design rules S13, S14): what a
   * caller publishes is one atom, and enters once for each idempotency key. It has no end.
   */
  public <T> AtomStream<T> external(AtomStream<T> stream) {
    requireOpen();
    var name = PartPath.parse(stream.path(), "streams").name();
    return add(Graph.Kind.EXTERNAL, name).first(new Node.Enter(stream), stream.type()).sink(stream);
  }

  /** The same, a stream {@code /application/streams/name}. */
  public <T> AtomStream<T> external(String name, Class<T> type) {
    return external(new AtomStream<>(streamPath(name), type));
  }

  /** The codec of a class that the derived one cannot write. */
  public <T> void codec(Class<T> type, Codec<T> codec) {
    requireOpen();
    codecs.codec(type, codec);
  }

  String streamPath(String name) {
    return new PartPath(application, "streams", name).toString();
  }

  void requireOpen() {
    if (frozen) {
      throw new PortalsException(
          "application /"
              + application
              + " is already built: a part was added after its block ended. "
              + "Maybe keep the builder and its flows inside the block.");
    }
  }

  Graph build() {
    frozen = true;
    var flows = workflows.stream().map(Workflow::end).toList();
    var check = WellFormed.check(application, sources, flows);
    var problems = new ArrayList<>(check.problems());
    if (sources.isEmpty() && flows.isEmpty() && connections.isEmpty() && splitters.isEmpty()) {
      problems.add("/" + application + ": has no part. Maybe app.workflow(…)");
    }
    for (var at = 0; at < flows.size(); at++) {
      var path = WellFormed.path(application, flows.get(at));
      workflows.get(at).problems().forEach(what -> problems.add(path + ": " + what));
    }
    problems.addAll(
        Connected.problems(application, check.streams(), flows, connections, splitters));
    Types.declare(application, sources, flows, check, codecs);
    problems.addAll(codecs.problems());
    requireNone(problems);
    var graph =
        new Graph(
            application,
            List.copyOf(sources),
            flows,
            List.copyOf(connections),
            List.copyOf(splitters),
            codecs.build());
    requireNone(Types.initialProblems(graph, check));
    return graph;
  }

  private void requireNone(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllFormedException(application, problems);
    }
  }
}
