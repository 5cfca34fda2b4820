package dev.portals.build;

import dev.portals.PortalsException;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.model.Graph;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.PartPath;
import dev.portals.task.Start;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Declares the parts of one application. Of no use once its block has ended. */
public final class ApplicationBuilder {
  private final String application;
  private final Codecs.Builder codecs = Codecs.builder();
  private final List<Graph.Source> sources = new ArrayList<>();
  private final List<Workflow> workflows = new ArrayList<>();
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
    var workflow = new Workflow(this, name);
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
    var service = new Workflow(this, name);
    workflows.add(service);
    return service.idle().task(name, task);
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
    for (var workflow : workflows) {
      var path = new PartPath(application, "workflows", workflow.name());
      workflow.problems().forEach(what -> problems.add(path + ": " + what));
    }
    Types.declare(application, sources, flows, check, codecs);
    problems.addAll(codecs.problems());
    requireNone(problems);
    var graph = new Graph(application, List.copyOf(sources), flows, codecs.build());
    requireNone(Types.initialProblems(graph, check));
    return graph;
  }

  private void requireNone(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllFormedException(application, problems);
    }
  }
}
