package dev.portals.build;

import dev.portals.PortalsException;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.Declaration;
import dev.portals.task.PartPath;
import dev.portals.task.Portal;
import dev.portals.task.TaskInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Design rule S12: what an application must be before it is handed out. Finds every problem, in
 * order of declaration.
 */
final class WellFormed {
  private final String application;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Class<?>> streams = new LinkedHashMap<>();
  private final Map<String, String> repliers = new HashMap<>();
  private final Map<String, Portal<?, ?>> portals = new LinkedHashMap<>();
  private final Map<Node.Run, TaskInstance<?, ?>> instances = new HashMap<>();

  private WellFormed(String application) {
    this.application = application;
  }

  static WellFormed check(
      String application, List<Graph.Source> sources, List<Graph.Workflow> workflows) {
    var check = new WellFormed(application);
    for (var source : sources) {
      check.writes(source.stream().path(), source.stream().type(), source.stream().path());
      if (source.generator().start() == null) {
        check.problem(
            source.stream().path(),
            "has a generator whose first cursor is null. Maybe a value that stands for the start");
      }
    }
    check.workflows(workflows);
    if (sources.isEmpty() && workflows.isEmpty()) {
      check.problem("/" + application, "has no part. Maybe app.workflow(…)");
    }
    return check;
  }

  /** Everything that is wrong, in order of declaration. */
  List<String> problems() {
    return problems;
  }

  /** What a task declares; nothing if its block threw, which is one of the problems. */
  List<Declaration> declarations(Node.Run run) {
    var instance = instances.get(run);
    return instance == null ? List.of() : instance.declarations();
  }

  static String path(String application, Graph.Workflow workflow) {
    return new PartPath(application, "workflows", workflow.name()).toString();
  }

  private void workflows(List<Graph.Workflow> workflows) {
    var names = new HashSet<String>();
    for (var workflow : workflows) {
      var path = path(application, workflow);
      if (!names.add(workflow.name())) {
        problem(path, "is declared twice. Maybe another name");
      }
      workflow(path, workflow.nodes());
    }
    for (var workflow : workflows) {
      reads(path(application, workflow), workflow.nodes());
    }
    for (var portal : portals.values()) {
      if (owns(portal.path()) && !repliers.containsKey(portal.path())) {
        problem(portal.path(), "has no replier in its application. Maybe task.replies(…).onAsk(…)");
      }
    }
  }

  private void workflow(String path, List<Node> nodes) {
    var continued = new boolean[nodes.size()];
    var keyed = new boolean[nodes.size()];
    var tasks = new HashSet<String>();
    for (var id = 0; id < nodes.size(); id++) {
      var node = nodes.get(id);
      node.inputs().forEach(input -> continued[input] = true);
      keyed[id] =
          node instanceof Node.KeyBy
              || node instanceof Node.Idle // asks bring their keys
              || (!node.inputs().isEmpty() && node.inputs().stream().allMatch(in -> keyed[in]));
      if (node instanceof Node.Write write) {
        continued[id] = true;
        writes(write.stream().path(), write.stream().type(), path);
      } else if (node instanceof Node.Consume) {
        continued[id] = true;
      } else if (node instanceof Node.Run run) {
        if (!tasks.add(run.name())) {
          problem(path, "has two tasks named \"" + run.name() + "\". Maybe another name");
        }
        task(path + " task " + run.name(), run, keyed[id]);
      }
    }
    if (nodes.isEmpty()) {
      problem(path, "reads nothing. Maybe .from(…)");
    }
    for (var streams : Alignment.unaligned(nodes)) {
      problem(
          path,
          "joins flows of "
              + String.join(" and ", streams)
              + " that lie behind different key changes, where nothing keeps an atom together. "
              + "Maybe a sequencer, or .union(…) before .key(…)");
    }
    for (var id = 0; id < nodes.size(); id++) {
      if (!continued[id]) {
        problem(path, "has a flow that ends nowhere. Maybe .sink(…), or .consume() to drop it");
      }
    }
    if (!nodes.isEmpty() && nodes.get(0) instanceof Node.Idle) {
      service(path, nodes);
    }
  }

  /** A workflow that reads nothing has no atoms of its own, and no end. */
  private void service(String path, List<Node> nodes) {
    for (var node : nodes) {
      if (node instanceof Node.Run run) {
        var task = instances.get(run);
        if (task != null) {
          service(path + " task " + run.name(), task, run.input() == 0);
        }
      }
    }
  }

  private void service(String path, TaskInstance<?, ?> task, boolean first) {
    if (first && task.declarations().stream().noneMatch(Declaration.Replies.class::isInstance)) {
      problem(path, "is a service, but serves no portal. Maybe task.replies(…).onAsk(…)");
    }
    if (first && task.onAtomComplete().isPresent()) {
      never(path, "onAtomComplete, but a service takes no atoms");
    }
    if (task.onComplete().isPresent()) {
      never(path, "onComplete, but a service never ends");
    }
    if (task.onError().isPresent()) {
      never(path, "onError, but whoever asks a service hears its errors");
    }
  }

  private void never(String path, String what) {
    problem(path, "declares " + what + ". Maybe app.workflow(…)");
  }

  private void task(String path, Node.Run run, boolean keyed) {
    TaskInstance<?, ?> instance;
    try {
      instance = run.task().instantiate();
    } catch (RuntimeException broken) {
      var why = broken instanceof PortalsException ? broken.getMessage() : broken.toString();
      problem(path, "cannot be declared, its block threw: " + why);
      return;
    }
    instances.put(run, instance);
    if (instance.onNext() == null) {
      problem(path, "has no onNext: its block gave back null. Maybe (event, ctx) -> {}");
    }
    instance.problems().forEach(what -> problem(path, what));
    declared(path, instance, keyed);
  }

  private void declared(String path, TaskInstance<?, ?> instance, boolean keyed) {
    var states = new HashSet<String>();
    var continuations = new HashSet<String>();
    var served = new HashSet<String>();
    for (var declaration : instance.declarations()) {
      if (declaration instanceof Declaration.StateOf<?> state) {
        name(path, state.name(), "state", states);
        if (state.initial() == null) {
          problem(
              path,
              "keeps \""
                  + state.name()
                  + "\" with null as its initial value. Maybe a value that stands for nothing");
        }
        if (state.perKey() && !keyed) {
          perKey(path, state.name(), ", or task.perTask(…)");
        }
      } else if (declaration instanceof Declaration.MapOf<?, ?> map) {
        name(path, map.name(), "state", states);
        if (map.perKey() && !keyed) {
          perKey(path, map.name(), ", or task.perTaskMap(…)");
        }
      } else if (declaration instanceof Declaration.StashOf<?> stash) {
        name(path, stash.name(), "state", states);
        if (!keyed) {
          perKey(path, stash.name(), "");
        }
      } else if (declaration instanceof Declaration.Asks<?, ?> asks) {
        meets(path, asks.portal());
        if (!keyed) {
          problem(
              path,
              "asks "
                  + asks.portal().path()
                  + ", but no key is set before it, and its "
                  + "continuations run under the key. Maybe .key(…) before .task(…)");
        }
      } else if (declaration instanceof Declaration.Continues<?, ?, ?> continues) {
        name(path, continues.name(), "continuation", continuations);
      } else if (declaration instanceof Declaration.ContinuesServed<?, ?, ?, ?> continues) {
        name(path, continues.name(), "continuation", continuations);
      } else if (declaration instanceof Declaration.Replies<?, ?, ?> replies) {
        if (served.add(replies.portal().path())) {
          replies(path, replies.portal(), keyed);
        } else {
          problem(
              path,
              "serves the asks of "
                  + replies.portal().path()
                  + " twice. Maybe one .onAsk(…) for each portal");
        }
      }
    }
    for (var portal : instance.announced()) {
      if (!served.contains(portal.path())) {
        problem(
            path,
            "replies to "
                + portal.path()
                + ", but nothing serves its asks. Maybe .onAsk(…) after task.replies(…)");
      }
    }
  }

  private void perKey(String path, String state, String instead) {
    problem(
        path,
        "keeps \""
            + state
            + "\" per key, but no key is set before it. Maybe .key(…) before .task(…)"
            + instead);
  }

  private void replies(String path, Portal<?, ?> portal, boolean keyed) {
    meets(path, portal);
    if (!owns(portal.path())) {
      problem(
          path,
          "replies to "
              + portal.path()
              + " of another application. Maybe /"
              + application
              + "/portals/…");
    }
    var other = repliers.putIfAbsent(portal.path(), path);
    if (other != null) {
      problem(portal.path(), "has two repliers: " + other + " and " + path + ". Maybe two portals");
    }
    if (!keyed) {
      problem(
          path,
          "replies to "
              + portal.path()
              + ", whose asks are keyed, but no key is set before it. "
              + "Maybe .key(…) before .task(…)");
    }
  }

  private void meets(String path, Portal<?, ?> portal) {
    var other = portals.putIfAbsent(portal.path(), portal);
    if (other != null && !isSame(other, portal)) {
      problem(
          path,
          "takes "
              + portal.path()
              + " as "
              + portal.types()
              + ", elsewhere it is "
              + other.types()
              + ". Maybe share one constant");
    }
  }

  private static boolean isSame(Portal<?, ?> one, Portal<?, ?> two) {
    return one.request() == two.request()
        && one.reply() == two.reply()
        && one.isKeyed() == two.isKeyed();
  }

  private void name(String path, String name, String what, Set<String> taken) {
    try {
      PartPath.requireName(name, what);
    } catch (PortalsException bad) {
      problem(path, String.valueOf(bad.getMessage()));
    }
    if (!taken.add(name)) {
      problem(path, "has two " + what + "s named \"" + name + "\". Maybe another name");
    }
  }

  private void writes(String stream, Class<?> type, String path) {
    if (!owns(stream)) {
      problem(
          path,
          "writes " + stream + " of another application. Maybe /" + application + "/streams/…");
    }
    if (streams.putIfAbsent(stream, type) != null) {
      problem(stream, "has two producers. Maybe one name for each sink and generator");
    }
  }

  private void reads(String path, List<Node> nodes) {
    for (var node : nodes) {
      if (node instanceof Node.Read read && owns(read.stream().path())) {
        var type = streams.get(read.stream().path());
        if (type == null) {
          problem(
              path,
              "reads "
                  + read.stream().path()
                  + ", which nothing writes. Maybe one of "
                  + streams.keySet());
        } else if (type != read.stream().type()) {
          problem(
              path,
              "reads "
                  + read.stream().path()
                  + " as "
                  + read.stream().type().getSimpleName()
                  + ", but it carries "
                  + type.getSimpleName()
                  + ". Maybe share one constant");
        }
      }
    }
  }

  private boolean owns(String path) {
    return path.startsWith("/" + application + "/");
  }

  private void problem(String path, String what) {
    problems.add(path + ": " + what);
  }
}
