package dev.portals.build;

import dev.portals.model.Graph;
import java.util.function.Consumer;

/**
 * A named, well-formed set of generators and workflows, ready to be launched on any backend.
 * Immutable.
 */
public final class Application {
  private final Graph graph;

  private Application(Graph graph) {
    this.graph = graph;
  }

  /**
   * Builds an application.
   *
   * @param block declares its parts; runs once, now
   * @throws IllFormedException with every problem found, each with its path and advice
   */
  public static Application named(String name, Consumer<ApplicationBuilder> block) {
    var builder = new ApplicationBuilder(name);
    block.accept(builder);
    return new Application(builder.build());
  }

  /** The name, without the slash. */
  public String name() {
    return graph.application();
  }

  /** The application as data. */
  public Graph graph() {
    return graph;
  }
}
