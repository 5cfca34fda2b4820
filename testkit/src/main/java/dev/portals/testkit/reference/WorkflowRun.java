package dev.portals.testkit.reference;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.Answer;
import dev.portals.task.Declaration;
import dev.portals.task.FailurePolicy;
import dev.portals.task.LaneContext;
import dev.portals.task.OnAnswers;
import dev.portals.task.OnAsk;
import dev.portals.task.OnServedAnswers;
import dev.portals.task.Portal;
import dev.portals.task.TaskInstance;
import dev.portals.testkit.reference.StepContext.Keyed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** A running workflow: its tasks, their state, how far it has read. Runs steps, takes none. */
final class WorkflowRun {
  final String path;
  final List<Node> nodes;
  final Values values;
  final FailurePolicy.Then afterFailure;
  final Map<Integer, TaskRun> tasks = new LinkedHashMap<>();
  final Map<StateId, Object> state = new LinkedHashMap<>();

  /** The names of the tasks whose onComplete has run. */
  final Set<String> completed = new HashSet<>();

  /** How many atoms of each stream were taken. */
  final Map<String, Integer> read = new LinkedHashMap<>();

  WorkflowRun(String path, Graph.Workflow declared, Values values) {
    this.path = path;
    this.nodes = declared.nodes();
    this.afterFailure =
        declared.onFailure().map(FailurePolicy::then).orElse(FailurePolicy.Then.DEAD_LETTER);
    this.values = values;
    for (var id = 0; id < nodes.size(); id++) {
      if (nodes.get(id) instanceof Node.Run run) {
        tasks.put(id, TaskRun.of(path, id, run, values));
      }
    }
  }

  /** An atom passes the nodes in topological order, all its events one node at a time (S2). */
  Step atom(String stream, List<Object> events) {
    var keyless = events.stream().map(event -> new Keyed(event, null)).toList();
    var made = new HashMap<Integer, List<Keyed>>();
    for (var id = 0; id < nodes.size(); id++) {
      if (nodes.get(id) instanceof Node.Read read && read.stream().path().equals(stream)) {
        made.put(id, keyless);
      }
    }
    return Step.run(state, step -> flow(step, made, 0));
  }

  /** Serves an ask. */
  @SuppressWarnings("unchecked") // the declared classes were checked when it was built
  Step ask(TaskRun task, Declaration.Replies<?, ?, ?> replies, String key, Bytes payload) {
    var portal = replies.portal();
    var handler = (OnAsk<Object, Object, Object>) replies.handler();
    return Step.run(
        state,
        step -> {
          var request = values.decode(portal.request(), payload);
          var ctx = new StepContext.OfAsk<>(step, task, key, portal.reply());
          step.by(task, () -> handler.onAsk(request, ctx));
          behind(ctx);
        });
  }

  /** Runs a continuation, under the key that asked (S6). */
  @SuppressWarnings("unchecked") // as above
  Step answer(TaskRun task, String key, Asks.Then then) {
    return Step.run(
        state,
        step -> {
          var context = values.decode(Asks.contextType(then.continuation()), then.context());
          if (then.continuation() instanceof Declaration.Continues<?, ?, ?> it) {
            var handler = (OnAnswers<Object, Object, Object>) it.handler();
            var ctx = new StepContext.OfEvent<>(step, task, key);
            var answers = answers(it.portal(), then);
            step.by(task, () -> handler.onAnswers(context, answers, ctx));
            behind(ctx);
          } else if (then.continuation() instanceof Declaration.ContinuesServed<?, ?, ?, ?> it) {
            var handler = (OnServedAnswers<Object, Object, Object, Object>) it.handler();
            var ctx = new StepContext.OfAsk<>(step, task, key, it.served().reply());
            var answers = answers(it.portal(), then);
            step.by(task, () -> handler.onAnswers(context, answers, ctx));
            behind(ctx);
          }
        });
  }

  /** Runs a hook of a task alone: onComplete or onError (S3). */
  Step hook(TaskRun task, Consumer<LaneContext<Object>> hook) {
    return Step.run(
        state,
        step -> {
          var ctx = new StepContext.OfHook<>(step, task);
          step.by(task, () -> hook.accept(ctx));
          behind(ctx);
        });
  }

  private List<Answer<Object>> answers(Portal<?, ?> portal, Asks.Then then) {
    return then.answers().stream().map(it -> values.answer(portal.reply(), it)).toList();
  }

  /** What a handler or a continuation emits is an atom of its own (S4). */
  private void behind(StepContext<?> ctx) {
    if (!ctx.emitted().isEmpty()) {
      var made = new HashMap<Integer, List<Keyed>>();
      made.put(ctx.task().node(), ctx.emitted());
      flow(ctx.step(), made, ctx.task().node() + 1);
    }
  }

  private void flow(Step step, Map<Integer, List<Keyed>> made, int first) {
    for (var id = first; id < nodes.size(); id++) {
      var inputs = nodes.get(id).inputs().stream().filter(made::containsKey).toList();
      if (!inputs.isEmpty()) {
        var joined = new ArrayList<Keyed>();
        inputs.forEach(input -> joined.addAll(Objects.requireNonNull(made.get(input))));
        made.put(id, pass(step, id, joined));
      }
    }
  }

  private List<Keyed> pass(Step step, int id, List<Keyed> input) {
    var node = nodes.get(id);
    var output = new ArrayList<Keyed>();
    if (node instanceof Node.Transform transform) {
      for (var at : input) {
        transform.function().apply(at.event()).forEach(e -> output.add(new Keyed(e, at.key())));
      }
    } else if (node instanceof Node.KeyBy keyBy) {
      for (var at : input) {
        var key = keyBy.key().apply(at.event());
        output.add(new Keyed(at.event(), StepContext.requireKey(key)));
      }
    } else if (node instanceof Node.Union) {
      return input;
    } else if (node instanceof Node.Run) {
      return run(step, Objects.requireNonNull(tasks.get(id)), input);
    } else if (node instanceof Node.Write write) {
      var events = input.stream().map(Keyed::event).toList();
      step.atoms.put(write.stream(), values.encode(write.stream().type(), events));
    } else if (!(node instanceof Node.Consume)) {
      throw new PortalsException("the reference cannot run " + node);
    }
    return output;
  }

  @SuppressWarnings("unchecked") // as above
  private static List<Keyed> run(Step step, TaskRun task, List<Keyed> input) {
    var instance = (TaskInstance<Object, Object>) task.instance();
    var ctx = new StepContext.OfEvent<>(step, task, null);
    step.by(
        task,
        () -> {
          for (var at : input) {
            ctx.moveTo(at.key());
            instance.onNext().onNext(at.event(), ctx);
          }
        });
    var last = new StepContext.OfHook<>(step, task);
    instance.onAtomComplete().ifPresent(hook -> step.by(task, () -> hook.onAtomComplete(last)));
    var output = new ArrayList<>(ctx.emitted());
    output.addAll(last.emitted());
    return output;
  }
}
