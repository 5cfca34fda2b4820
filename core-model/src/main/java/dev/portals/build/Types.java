package dev.portals.build;

import dev.portals.codec.CodecException;
import dev.portals.codec.Codecs;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.Declaration;
import dev.portals.task.Generator;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the codec every class that an application's declarations turn into bytes, and where each
 * was declared.
 */
final class Types {
  private Types() {}

  static void declare(
      String application,
      List<Graph.Source> sources,
      List<Graph.Workflow> workflows,
      WellFormed check,
      Codecs.Builder codecs) {
    for (var source : sources) {
      codecs.add(source.stream().type(), source.stream().path());
      codecs.add(source.generator().cursor(), source.stream().path() + " cursor");
    }
    for (var workflow : workflows) {
      for (var node : workflow.nodes()) {
        declare(WellFormed.path(application, workflow), node, check, codecs);
      }
    }
  }

  private static void declare(String workflow, Node node, WellFormed check, Codecs.Builder codecs) {
    if (node instanceof Node.Read read) {
      codecs.add(read.stream().type(), workflow + " reads " + read.stream().path());
    } else if (node instanceof Node.Taking taking) {
      codecs.add(taking.type(), taking.path());
    } else if (node instanceof Node.Write write) {
      codecs.add(write.stream().type(), write.stream().path());
    } else if (node instanceof Node.KeyBy keyBy) {
      codecs.add(keyBy.type(), workflow + " key");
    } else if (node instanceof Node.Run run) {
      var task = workflow + " task " + run.name();
      codecs.add(run.task().input(), task + " input");
      codecs.add(run.task().output(), task + " output");
      for (var declaration : check.declarations(run)) {
        declare(task, declaration, codecs);
      }
    }
  }

  private static void declare(String task, Declaration declaration, Codecs.Builder codecs) {
    var at = task + " " + declaration.name();
    if (declaration instanceof Declaration.StateOf<?> state) {
      codecs.add(state.type(), at);
    } else if (declaration instanceof Declaration.MapOf<?, ?> map) {
      codecs.add(map.key(), at + " key");
      codecs.add(map.value(), at + " value");
    } else if (declaration instanceof Declaration.StashOf<?> stash) {
      codecs.add(stash.type(), at);
    } else if (declaration instanceof Declaration.Asks<?, ?> asks) {
      codecs.add(asks.portal().request(), at + " request");
      codecs.add(asks.portal().reply(), at + " reply");
    } else if (declaration instanceof Declaration.Replies<?, ?, ?> replies) {
      codecs.add(replies.portal().request(), at + " request");
      codecs.add(replies.portal().reply(), at + " reply");
    } else if (declaration instanceof Declaration.Continues<?, ?, ?> continues) {
      codecs.add(continues.context(), at + " context");
    } else if (declaration instanceof Declaration.ContinuesServed<?, ?, ?, ?> continues) {
      codecs.add(continues.context(), at + " context");
    }
  }

  /**
   * Problems of the values that a start begins with: they are encoded here once, to find out now.
   */
  static List<String> initialProblems(Graph graph, WellFormed check) {
    var problems = new ArrayList<String>();
    for (var source : graph.sources()) {
      encode(source.stream().path() + " cursor", source.generator(), graph.codecs(), problems);
    }
    for (var workflow : graph.workflows()) {
      for (var node : workflow.nodes()) {
        if (node instanceof Node.Run run) {
          var task = WellFormed.path(graph.application(), workflow) + " task " + run.name() + " ";
          for (var declaration : check.declarations(run)) {
            if (declaration instanceof Declaration.StateOf<?> state) {
              encode(task + state.name(), state, graph.codecs(), problems);
            }
          }
        }
      }
    }
    return problems;
  }

  private static <C> void encode(
      String at, Generator<?, C> generator, Codecs codecs, List<String> problems) {
    encode(at, generator.cursor(), generator.start(), codecs, problems);
  }

  private static <T> void encode(
      String at, Declaration.StateOf<T> state, Codecs codecs, List<String> problems) {
    encode(at, state.type(), state.initial(), codecs, problems);
  }

  private static <T> void encode(
      String at, Class<T> type, T value, Codecs codecs, List<String> problems) {
    try {
      codecs.encode(type, value);
    } catch (CodecException refused) {
      problems.add(at + ": its initial value cannot be stored: " + refused.getMessage());
    }
  }
}
