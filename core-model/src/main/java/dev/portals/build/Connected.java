package dev.portals.build;

import dev.portals.model.Graph;
import dev.portals.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Design rule S12 for connections and splitters: what they name of the application itself must be
 * there, and of the same class. What they name of others is checked when it is launched (S11).
 */
final class Connected {
  private final String application;
  private final Map<String, Class<?>> parts = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Connected(String application, Map<String, Class<?>> streams) {
    this.application = application;
    this.parts.putAll(streams);
  }

  /** Everything that is wrong, in order of declaration. */
  static List<String> problems(
      String application,
      Map<String, Class<?>> streams,
      List<Graph.Workflow> workflows,
      List<Graph.Connection> connections,
      List<Graph.Splits> splitters) {
    var check = new Connected(application, streams);
    for (var it : splitters) {
      check.splitter(it);
    }
    for (var workflow : workflows) {
      check.workflow(workflow);
    }
    var seen = new HashSet<List<String>>();
    for (var it : connections) {
      check.connection(it);
      if (!seen.add(List.of(it.stream().path(), it.sequencer().path()))) {
        check.problems.add(
            it.sequencer().path()
                + ": is connected twice with "
                + it.stream().path()
                + ". Maybe once: each atom would come twice");
      }
    }
    return check.problems;
  }

  private void splitter(Graph.Splits it) {
    own(it.splitter().path(), "a splitter", "splitters");
    if (parts.put(it.splitter().path(), it.splitter().type()) != null) {
      problems.add(it.splitter().path() + ": is declared twice. Maybe another name");
    }
    refers(it.splitter().path(), "splits", it.stream().path(), it.stream().type(), ".sink(…)");
  }

  private void workflow(Graph.Workflow workflow) {
    var path = WellFormed.path(application, workflow);
    for (var node : workflow.nodes()) {
      if (node instanceof Node.Sequence it) {
        own(it.path(), "a sequencer", "sequencers");
        parts.put(it.path(), it.type());
      } else if (node instanceof Node.TakeSplit it) {
        refers(path, "takes of", it.path(), it.type(), "app.splitter(…)");
      }
    }
  }

  private void connection(Graph.Connection it) {
    var sequencer = it.sequencer();
    var stream = it.stream();
    var path = "/" + application;
    refers(path, "connects", stream.path(), stream.type(), ".sink(…)");
    refers(path, "connects to", sequencer.path(), sequencer.type(), "app.sequencer(…)");
  }

  private void own(String path, String what, String kind) {
    if (!isOwn(path)) {
      problems.add(
          path
              + ": is "
              + what
              + " of another application. Maybe /"
              + application
              + "/"
              + kind
              + "/"
              + path.substring(path.lastIndexOf('/') + 1));
    }
  }

  private void refers(String path, String verb, String to, Class<?> as, String maybe) {
    var is = parts.get(to);
    if (isOwn(to) && is == null) {
      problems.add(path + ": " + verb + " " + to + ", which is not declared. Maybe " + maybe);
    } else if (is != null && is != as) {
      problems.add(
          path
              + ": "
              + verb
              + " "
              + to
              + " as "
              + as.getSimpleName()
              + ", but it carries "
              + is.getSimpleName()
              + ". Maybe share one constant");
    }
  }

  private boolean isOwn(String path) {
    return path.startsWith("/" + application + "/");
  }
}
