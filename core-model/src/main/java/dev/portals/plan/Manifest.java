package dev.portals.plan;

import dev.portals.PortalsException;
import dev.portals.model.Edge;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.AtomStream;
import dev.portals.task.Declaration;
import dev.portals.task.Portal;
import dev.portals.task.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan as data, without its code: what others may refer to, and what a later version of the code
 * must keep. Classes are named as {@link Class#getName} does.
 *
 * @param application the name, without the slash
 * @param lanes how many the operators of workflows have
 * @param connections what it connects with sequencers, its own or those of others
 * @param splitters the splitters it owns
 */
public record Manifest(
    String application,
    int lanes,
    List<Part> parts,
    List<Connection> connections,
    List<Splits> splitters) {
  /**
   * An operator.
   *
   * @param cursor the class of the generator's cursor, if it is a generator
   * @param sequences the sequencer, if it is one
   * @param reads streams, and of a split its splitter
   */
  public record Part(
      String name,
      int lanes,
      Optional<String> cursor,
      Optional<Stream> sequences,
      List<Reads> reads,
      List<Stream> writes,
      List<Internal> receives,
      List<Internal> sends,
      List<Service> serves,
      List<Service> asks,
      List<TaskPart> tasks) {
    /** {@code /application/operator}. */
    public String path(String application) {
      return "/" + application + "/" + name;
    }

    /** True if it asks a portal. */
    public boolean asks(String portal) {
      return asks.stream().anyMatch(it -> it.path().equals(portal));
    }

    /** True if it reads a stream, or takes of a splitter. */
    public boolean reads(String stream) {
      return reads.stream().anyMatch(it -> it.stream().path().equals(stream));
    }
  }

  /** A stream that is read, or a splitter. */
  public record Reads(Stream stream, Start start) {}

  /** A stream whose atoms a sequencer takes. */
  public record Connection(Stream stream, Stream sequencer, Start start) {
    /** True for one of the same stream with the same sequencer. */
    boolean isLike(Connection other) {
      return stream.path().equals(other.stream.path())
          && sequencer.path().equals(other.sequencer.path());
    }
  }

  /** A splitter and the stream it splits. */
  public record Splits(Stream splitter, Stream stream) {}

  /** A stream, or a sequencer or splitter, and the class of its events. */
  public record Stream(String path, String type) {}

  /** An internal edge, the class of its events, and how many target lanes it has. */
  public record Internal(String path, String type, int lanes) {
    String port(int lane) {
      return Edge.port(path, lane);
    }
  }

  /**
   * A portal and its classes, or where outside callers publish.
   *
   * @param types request, reply and whether a request tells its key, for people
   */
  public record Service(String path, String types) {}

  /** A task: what is found by its name after an upgrade. */
  public record TaskPart(String name, List<StatePart> states, List<ContinuationPart> continues) {}

  /** A declared state and the class of its values. */
  public record StatePart(String name, String type, boolean perKey) {}

  /**
   * A declared continuation, the class of its context, and the portal that it may reply to, if any.
   */
  public record ContinuationPart(String name, String context, Optional<String> served) {}

  /** The operator of a name, if there is one. */
  public Optional<Part> part(String operator) {
    return parts.stream().filter(part -> part.name().equals(operator)).findFirst();
  }

  /** True if it connects the same stream with the same sequencer. */
  public boolean connects(Connection connection) {
    return connections.stream().anyMatch(it -> it.isLike(connection));
  }

  /** What a plan says. */
  public static Manifest of(Plan plan) {
    return new Manifest(
        plan.application(),
        plan.lanes(),
        plan.operators().stream().map(Manifest::part).toList(),
        plan.connections().stream().map(Manifest::connection).toList(),
        plan.splitters().stream()
            .map(
                it ->
                    new Splits(
                        stream(it.splitter().path(), it.splitter().type()), stream(it.stream())))
            .toList());
  }

  private static Connection connection(Graph.Connection it) {
    var sequencer = it.sequencer();
    return new Connection(
        stream(it.stream()), stream(sequencer.path(), sequencer.type()), it.start());
  }

  private static Part part(Operator operator) {
    var reads = new ArrayList<Reads>();
    var writes = new ArrayList<Stream>();
    var sends = new ArrayList<Internal>();
    var tasks = new ArrayList<TaskPart>();
    var sequences = Optional.<Stream>empty();
    var serves = new ArrayList<>(operator.served().stream().map(Manifest::service).toList());
    operator.source().ifPresent(source -> writes.add(stream(source.stream())));
    for (var node : operator.nodes()) {
      if (node instanceof Node.Read read) {
        var one = new Reads(stream(read.stream()), operator.start(read.stream().path()));
        if (!reads.contains(one)) {
          reads.add(one);
        }
      } else if (node instanceof Node.TakeSplit taken) {
        reads.add(new Reads(stream(taken.path(), taken.type()), taken.start()));
      } else if (node instanceof Node.Enter enter) {
        serves.add(new Service(enter.path(), "atoms of " + enter.stream().type().getName()));
      } else if (node instanceof Node.Sequence sequence) {
        sequences = Optional.of(stream(sequence.path(), sequence.type()));
      } else if (node instanceof Node.Write write) {
        writes.add(stream(write.stream()));
      } else if (node instanceof Node.Send send) {
        sends.add(internal(send.edge()));
      } else if (node instanceof Node.Run run) {
        tasks.add(task(run));
      }
    }
    return new Part(
        operator.name(),
        operator.lanes(),
        operator.source().map(source -> source.generator().cursor().getName()),
        sequences,
        List.copyOf(reads),
        List.copyOf(writes),
        operator.edges().stream().map(Manifest::internal).toList(),
        List.copyOf(sends),
        List.copyOf(serves),
        operator.asked().stream().map(Manifest::service).toList(),
        List.copyOf(tasks));
  }

  private static Stream stream(AtomStream<?> stream) {
    return stream(stream.path(), stream.type());
  }

  private static Stream stream(String path, Class<?> type) {
    return new Stream(path, type.getName());
  }

  private static Internal internal(Edge edge) {
    return new Internal(edge.path(), edge.type().getName(), edge.lanes());
  }

  private static Service service(Portal<?, ?> portal) {
    return new Service(portal.path(), portal.types());
  }

  private static TaskPart task(Node.Run run) {
    var states = new ArrayList<StatePart>();
    var continues = new ArrayList<ContinuationPart>();
    for (var declaration : run.task().instantiate().declarations()) {
      if (declaration instanceof Declaration.StateOf<?> it) {
        states.add(new StatePart(it.name(), it.type().getName(), it.perKey()));
      } else if (declaration instanceof Declaration.MapOf<?, ?> it) {
        var entry = it.key().getName() + " to " + it.value().getName();
        states.add(new StatePart(it.name(), entry, it.perKey()));
      } else if (declaration instanceof Declaration.StashOf<?> it) {
        states.add(new StatePart(it.name(), "stash of " + it.type().getName(), true));
      } else if (declaration instanceof Declaration.Continues<?, ?, ?> it) {
        continues.add(new ContinuationPart(it.name(), it.context().getName(), Optional.empty()));
      } else if (declaration instanceof Declaration.ContinuesServed<?, ?, ?, ?> it) {
        continues.add(
            new ContinuationPart(
                it.name(), it.context().getName(), Optional.of(it.served().path())));
      } else if (!(declaration instanceof Declaration.Asks<?, ?>)
          && !(declaration instanceof Declaration.Replies<?, ?, ?>)) {
        throw new PortalsException(
            "internal error: no upgrade is known to keep " + declaration + ". Maybe report it");
      }
    }
    return new TaskPart(run.name(), List.copyOf(states), List.copyOf(continues));
  }
}
