package dev.portals.build;

import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workflow that reads one or more streams. Of no use once the application's block has ended. */
public final class Workflow {
  private final ApplicationBuilder application;
  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private @Nullable FailurePolicy onFailure;

  Workflow(ApplicationBuilder application, String name) {
    this.application = application;
    this.name = name;
  }

  /**
   * The events of a stream, of this application or of another one. Called again for the same stream
   * it is the same read: both flows have every event of an atom at once.
   */
  public <T> Flow<T> from(AtomStream<T> stream) {
    return from(stream, Start.NOW);
  }

  /**
   * The same, beginning with a certain atom if the stream's application runs already when this one
   * is launched.
   */
  public <T> Flow<T> from(AtomStream<T> stream, Start start) {
    return new Flow<>(this, add(new Node.Read(stream, start)), stream.type());
  }

  /** A flow without events: what is behind it serves portals. */
  Flow<Void> idle() {
    return new Flow<>(this, add(new Node.Idle()), Void.class);
  }

  int add(Node node) {
    application.requireOpen();
    nodes.add(node);
    return nodes.size() - 1;
  }

  void onFailure(FailurePolicy policy) {
    application.requireOpen();
    if (onFailure != null) {
      problem("has two failure policies. Maybe one .onFailure(…) a workflow");
    }
    onFailure = policy;
  }

  void problem(String what) {
    problems.add(what);
  }

  String streamPath(String stream) {
    return application.streamPath(stream);
  }

  String name() {
    return name;
  }

  /** What was wrong with a call, rather than with the workflow. */
  List<String> problems() {
    return problems;
  }

  Graph.Workflow end() {
    return new Graph.Workflow(name, List.copyOf(nodes), Optional.ofNullable(onFailure));
  }
}
