package dev.portals.model;

import dev.portals.codec.Codecs;
import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import dev.portals.task.Start;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An application as data. Well-formed once the builder has handed it out (design rule S12).
 *
 * @param application the name, without the slash
 * @param connections what it connects with sequencers, its own or those of others
 * @param splitters the splitters it owns
 * @param codecs knows every class that the application turns into bytes
 */
public record Graph(
    String application,
    List<Source> sources,
    List<Workflow> workflows,
    List<Connection> connections,
    List<Splits> splitters,
    Codecs codecs) {

  /** A generator and the stream it writes. */
  public record Source(String name, AtomStream<?> stream, Generator<?, ?> generator) {}

  /** What becomes an operator or more. */
  public enum Kind {
    /** What users call a workflow, or a service. */
    WORKFLOW,
    /** A sequencer: it has one lane, so that what it gives has one order. */
    SEQUENCER,
    /** A stream that is split off. */
    SPLIT,
    /** A stream that outside callers publish to: it has one lane, and so one order. */
    EXTERNAL;

    /** True if it has one lane, however many others have. */
    public boolean hasOneLane() {
      return this == SEQUENCER || this == EXTERNAL;
    }

    /** As in paths: {@code workflows}. */
    public String plural() {
      return name().toLowerCase(Locale.ROOT) + "s";
    }
  }

  /**
   * A workflow, or something else that passes atoms from node to node.
   *
   * @param nodes in topological order, each node's id its index
   * @param onFailure what becomes of atoms whose processing fails; empty for what the runtime does
   */
  public record Workflow(
      Kind kind, String name, List<Node> nodes, Optional<FailurePolicy> onFailure) {
    /** {@code workflows/cart}: the name of its first operator. */
    public String part() {
      return kind.plural() + "/" + name;
    }
  }

  /** A stream whose atoms a sequencer takes. */
  public record Connection(AtomStream<?> stream, Sequencer<?> sequencer, Start start) {}

  /** A splitter and the stream it splits. */
  public record Splits(Splitter<?> splitter, AtomStream<?> stream) {}
}
