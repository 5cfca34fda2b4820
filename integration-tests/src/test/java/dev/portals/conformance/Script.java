package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.testkit.reference.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Runs the stages of a program: what they show is a list of answers and observations. */
final class Script {
  private Script() {}

  /** What the program must show. */
  static List<Object> reference(Program program) {
    var interpreter = new Interpreter();
    var shown = new ArrayList<Object>();
    for (var stage : program.stages()) {
      if (stage instanceof Program.Launch launch) {
        interpreter.launch(launch.applications().toArray(new Application[0]));
      } else if (stage instanceof Program.Asks asks) {
        asks.asks().forEach(ask -> shown.add(Observed.withoutError(ask(interpreter, ask))));
      } else if (stage instanceof Program.Publishes publishes) {
        publishes.atoms().forEach(atom -> publish(interpreter, atom));
      }
      shown.add(Observed.of(interpreter).comparable(program));
    }
    return shown;
  }

  private static <Q, R> Answer<R> ask(Interpreter interpreter, Program.Ask<Q, R> ask) {
    return interpreter.ask(ask.portal(), ask.request());
  }

  private static <T> void publish(Interpreter interpreter, Program.Publish<T> atom) {
    interpreter.publish(atom.stream(), atom.events());
  }

  /**
   * What the program shows on a backend. In the end everybody asks and publishes again: the answers
   * must be the recorded ones, and nothing may have changed (S14).
   */
  static List<Object> run(Program program, Backend backend) throws Exception {
    var shown = new ArrayList<Object>();
    var asked = new ArrayList<Program.Ask<?, ?>>();
    var answers = new ArrayList<Answer<?>>();
    var published = new ArrayList<Program.Publish<?>>();
    for (var stage = 0; stage < program.stages().size(); stage++) {
      if (program.stages().get(stage) instanceof Program.Asks asks) {
        var heard = ask(backend, asks.asks());
        heard.forEach(answer -> shown.add(Observed.withoutError(answer)));
        asked.addAll(asks.asks());
        answers.addAll(heard);
      } else if (program.stages().get(stage) instanceof Program.Publishes publishes) {
        publish(backend, publishes.atoms());
        published.addAll(publishes.atoms());
      }
      shown.add(backend.settle(stage + 1).comparable(program));
    }
    publish(backend, published);
    assertThat(ask(backend, asked)).as("the same answers again").isEqualTo(answers);
    assertThat(backend.settle(program.stages().size()).comparable(program))
        .as("what there is to see after asking and publishing again")
        .isEqualTo(shown.get(shown.size() - 1));
    return shown;
  }

  private static void publish(Backend backend, List<Program.Publish<?>> atoms) throws Exception {
    for (var atom : atoms) {
      backend.publish(atom);
    }
  }

  private static List<Answer<?>> ask(Backend backend, List<Program.Ask<?, ?>> asks)
      throws Exception {
    var threads = Executors.newFixedThreadPool(Math.max(1, Math.min(16, asks.size())));
    try {
      var calls = new ArrayList<Callable<Answer<?>>>();
      asks.forEach(ask -> calls.add(() -> backend.ask(ask)));
      var answers = new ArrayList<Answer<?>>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
