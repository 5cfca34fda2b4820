package dev.portals.testkit.reference;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.AtomStream;
import dev.portals.task.Declaration;
import dev.portals.task.Generator;
import dev.portals.task.PartPath;
import dev.portals.task.Start;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All parts of the launched applications, in the order of launch and declaration. */
final class Parts {
  /** A stream and its atoms. */
  static final class Stream {
    final AtomStream<?> stream;
    final Values values;
    final List<List<Bytes>> atoms = new ArrayList<>();
    boolean isSealed;

    private Stream(AtomStream<?> stream, Values values) {
      this.stream = stream;
      this.values = values;
    }
  }

  /** A generator at its cursor. */
  static final class Source {
    final Generator<?, ?> generator;
    final Stream stream;
    Bytes cursor;

    private Source(Generator<?, ?> generator, Stream stream) {
      this.generator = generator;
      this.stream = stream;
      this.cursor = stream.values.encode(generator.cursor(), generator.start());
    }
  }

  /** Who serves the asks of a portal. */
  record Replier(WorkflowRun workflow, TaskRun task, Declaration.Replies<?, ?, ?> replies) {}

  final Map<String, Stream> streams = new LinkedHashMap<>();
  final List<Source> sources = new ArrayList<>();
  final List<WorkflowRun> workflows = new ArrayList<>();
  final Map<String, Replier> repliers = new LinkedHashMap<>();

  /** These parts and those of other applications; if something is missing, an exception (S11). */
  Parts with(Application... applications) {
    var all = new Parts();
    all.streams.putAll(streams);
    all.sources.addAll(sources);
    all.workflows.addAll(workflows);
    all.repliers.putAll(repliers);
    for (var application : applications) {
      all.add(application.graph());
    }
    all.workflows.subList(workflows.size(), all.workflows.size()).forEach(all::connect);
    return all;
  }

  private void add(Graph graph) {
    var values = new Values(graph.codecs());
    for (var source : graph.sources()) {
      sources.add(new Source(source.generator(), write(source.stream(), values)));
    }
    for (var workflow : graph.workflows()) {
      add(graph.application(), workflow, values);
    }
  }

  private void add(String application, Graph.Workflow declared, Values values) {
    var path = new PartPath(application, "workflows", declared.name()).toString();
    var workflow = new WorkflowRun(path, declared, values);
    if (workflows.stream().anyMatch(it -> it.path.equals(path))) {
      throw new PortalsException(path + " runs already. Maybe another application's name");
    }
    workflows.add(workflow);
    for (var node : declared.nodes()) {
      if (node instanceof Node.Write write) {
        write(write.stream(), values);
      }
    }
    for (var task : workflow.tasks.values()) {
      for (var declaration : task.instance().declarations()) {
        if (declaration instanceof Declaration.Replies<?, ?, ?> replies) {
          repliers.put(replies.portal().path(), new Replier(workflow, task, replies));
        }
      }
    }
  }

  private Stream write(AtomStream<?> stream, Values values) {
    var written = new Stream(stream, values);
    streams.put(stream.path(), written);
    return written;
  }

  private void connect(WorkflowRun workflow) {
    for (var node : workflow.nodes) {
      if (node instanceof Node.Read read) {
        var path = read.stream().path();
        var first = read.start() == Start.EARLIEST ? 0 : stream(path).atoms.size();
        workflow.read.merge(path, first, Math::min);
      }
    }
    for (var task : workflow.tasks.values()) {
      for (var declaration : task.instance().declarations()) {
        if (declaration instanceof Declaration.Asks<?, ?> asks) {
          replier(asks.portal().path());
        }
      }
    }
  }

  Stream stream(String path) {
    return find(streams, path);
  }

  Replier replier(String portal) {
    return find(repliers, portal);
  }

  private static <T> T find(Map<String, T> parts, String path) {
    var part = parts.get(path);
    if (part == null) {
      throw new PortalsException(path + " is not there. Maybe one of " + parts.keySet());
    }
    return part;
  }
}
