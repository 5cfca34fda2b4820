package dev.portals.conformance;

import dev.portals.PortalsException;
import dev.portals.codec.ByteReader;
import dev.portals.codec.Codecs;
import dev.portals.engine.StoredState;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Atom;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Declaration;
import dev.portals.task.PartPath;
import dev.portals.testkit.reference.DeadLetter;
import dev.portals.testkit.reference.StateId;
import dev.portals.testkit.reference.StreamContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what the lanes of a backend hold, in the words of the model. */
public final class Lanes {
  private final Map<String, Graph> graphs = new HashMap<>();
  private final Map<String, AtomStream<?>> declared = new HashMap<>();
  private final Map<String, Map<Integer, StreamContent>> streams = new HashMap<>();
  private final Map<StateId, Object> states = new HashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  /** Nothing gathered of the first so many stages. */
  public Lanes(Program program, int stages) {
    for (var application : program.applications(stages)) {
      var graph = application.graph();
      graphs.put(graph.application(), graph);
      graph.sources().forEach(source -> declare(source.stream(), 1));
      for (var workflow : graph.workflows()) {
        for (var node : workflow.nodes()) {
          if (node instanceof Node.Write write) {
            declare(write.stream(), workflow.kind().hasOneLane() ? 1 : program.lanes());
          }
        }
      }
    }
  }

  private void declare(AtomStream<?> stream, int lanes) {
    declared.put(stream.path(), stream);
    var contents = new TreeMap<Integer, StreamContent>();
    for (var lane = 0; lane < lanes; lane++) {
      contents.put(lane, new StreamContent(List.of(), false));
    }
    streams.put(stream.path(), contents);
  }

  /**
   * Gathers one lane.
   *
   * @param produced the atoms of each of its outputs, in order of number, each once
   */
  public void lane(LaneId lane, LaneState state, Map<String, List<Atom>> produced) {
    var graph = graphs.get(lane.application());
    produced.forEach(
        (port, atoms) -> {
          var stream = declared.get(port);
          if (stream != null) {
            streams.get(port).put(lane.number(), content(stream, graph.codecs(), atoms));
          }
        });
    for (var workflow : graph.workflows()) {
      if (path(lane).equals(path(lane.application(), workflow.name()))) {
        states(path(lane), workflow, graph.codecs(), state);
      }
    }
    for (var letter : state.deadLetters()) {
      deadLetters.add(letter(lane, graph, letter));
    }
  }

  /** Everything gathered. */
  public Observed observed() {
    var contents = new HashMap<String, List<StreamContent>>();
    streams.forEach((path, lanes) -> contents.put(path, List.copyOf(lanes.values())));
    return new Observed(contents, states, deadLetters);
  }

  /** The workflow of an operator: what is cut off it has a name behind the workflow's. */
  private static String path(LaneId lane) {
    return path(lane.application(), lane.operator().split("/", -1)[1]);
  }

  private static String path(String application, String workflow) {
    return new PartPath(application, "workflows", workflow).toString();
  }

  private static StreamContent content(AtomStream<?> stream, Codecs codecs, List<Atom> atoms) {
    var events = new ArrayList<List<Object>>();
    var isSealed = false;
    for (var atom : atoms) {
      if (isSealed) {
        throw new AssertionError(stream.path() + " goes on behind its seal");
      }
      isSealed = atom.isSeal();
      if (!isSealed) {
        events.add(events(stream.type(), codecs, atom));
      }
    }
    return new StreamContent(events, isSealed);
  }

  private static List<Object> events(Class<?> type, Codecs codecs, Atom atom) {
    var events = new ArrayList<>();
    var in = new ByteReader(atom.events());
    while (in.remaining() > 0) {
      events.add(codecs.decode(type, in.bytes()));
    }
    return events;
  }

  private void states(String path, Graph.Workflow workflow, Codecs codecs, LaneState state) {
    for (var node : workflow.nodes()) {
      if (node instanceof Node.Run run) {
        for (var declared : run.task().instantiate().declarations()) {
          new StoredState(state.states(), state::values, codecs)
              .of(run.name(), declared)
              .forEach(
                  (key, value) ->
                      states.put(new StateId(path, run.name(), declared.name(), key), value));
        }
      }
    }
  }

  private DeadLetter letter(LaneId lane, Graph graph, dev.portals.protocol.DeadLetter letter) {
    if (letter instanceof dev.portals.protocol.DeadLetter.OfAtom it) {
      return letter(path(lane), graph, it);
    } else if (letter instanceof dev.portals.protocol.DeadLetter.OfContinuation it) {
      var reply = reply(graph, it.ask().portal());
      return new DeadLetter.OfAnswers(
          path(lane),
          it.ask().task(),
          it.ask().askerKey(),
          it.ask().portal(),
          it.ask().then().map(then -> then.continuation()),
          it.answers().stream().map(outcome -> answer(graph.codecs(), reply, outcome)).toList(),
          it.error());
    } else if (letter instanceof dev.portals.protocol.DeadLetter.OfCompletion it) {
      return new DeadLetter.OfCompletion(path(lane), it.task(), it.error());
    } else if (letter instanceof dev.portals.protocol.DeadLetter.OfGenerator it) {
      return new DeadLetter.OfGenerator(it.stream(), it.error());
    }
    throw new PortalsException(letter + " is not known here");
  }

  /**
   * The port of a lane behind a key change is an edge, whose events have keys. It is shown as what
   * the workflow reads: a program with such letters changes nothing before the key.
   */
  private DeadLetter letter(
      String workflow, Graph graph, dev.portals.protocol.DeadLetter.OfAtom letter) {
    var stream = declared.get(letter.port());
    if (stream != null) {
      var events = events(stream.type(), graph.codecs(), letter.atom());
      return new DeadLetter.OfAtom(workflow, letter.port(), events, letter.error());
    }
    var read = read(workflow, graph);
    var events = new ArrayList<>();
    var in = new ByteReader(letter.atom().events());
    while (in.remaining() > 0) {
      in.string();
      events.add(graph.codecs().decode(read.type(), in.bytes()));
    }
    return new DeadLetter.OfAtom(workflow, read.path(), events, letter.error());
  }

  private static AtomStream<?> read(String path, Graph graph) {
    for (var workflow : graph.workflows()) {
      for (var node : workflow.nodes()) {
        if (node instanceof Node.Read read
            && path.equals(path(graph.application(), workflow.name()))) {
          return read.stream();
        }
      }
    }
    throw new PortalsException(path + " reads no stream");
  }

  private static Class<?> reply(Graph graph, String portal) {
    for (var workflow : graph.workflows()) {
      for (var node : workflow.nodes()) {
        if (node instanceof Node.Run run) {
          for (var declaration : run.task().instantiate().declarations()) {
            if (declaration instanceof Declaration.Asks<?, ?> asks
                && asks.portal().path().equals(portal)) {
              return asks.portal().reply();
            }
          }
        }
      }
    }
    throw new PortalsException("/" + graph.application() + " does not ask " + portal);
  }

  private static Answer<Object> answer(Codecs codecs, Class<?> type, Outcome outcome) {
    if (outcome instanceof Outcome.Replied replied) {
      return new Answer.Replied<>(codecs.decode(type, replied.value()));
    } else if (outcome instanceof Outcome.Failed failed) {
      return new Answer.Failed<>(failed.error());
    } else if (outcome instanceof Outcome.Expired) {
      return new Answer.Expired<>();
    }
    throw new PortalsException(outcome + " is no answer");
  }
}
