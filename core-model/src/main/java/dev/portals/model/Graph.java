package dev.portals.model;

import dev.portals.codec.Codecs;
import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Generator;
import java.util.List;
import java.util.Optional;

/**
 * An application as data. Well-formed once the builder has handed it out (design rule S12).
 *
 * @param application the name, without the slash
 * @param codecs knows every class that the application turns into bytes
 */
public record Graph(
    String application, List<Source> sources, List<Workflow> workflows, Codecs codecs) {

  /** A generator and the stream it writes. */
  public record Source(String name, AtomStream<?> stream, Generator<?, ?> generator) {}

  /**
   * A workflow.
   *
   * @param nodes in topological order, each node's id its index
   * @param onFailure what becomes of atoms whose processing fails; empty for what the runtime does
   */
  public record Workflow(String name, List<Node> nodes, Optional<FailurePolicy> onFailure) {}
}
