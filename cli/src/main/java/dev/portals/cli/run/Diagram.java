package dev.portals.cli.run;

import dev.portals.plan.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan as a Mermaid flowchart: operators in their applications, streams, and asks dashed. */
final class Diagram {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> writers = new HashMap<>();
  private final Map<String, String> takers = new HashMap<>();

  private Diagram() {}

  static String of(List<Manifest> manifests) {
    var diagram = new Diagram();
    diagram.line("flowchart LR");
    manifests.forEach(diagram::application);
    manifests.forEach(diagram::arrows);
    return diagram.text.toString();
  }

  private void application(Manifest manifest) {
    var name = manifest.application();
    line("  subgraph %s [\"/%s\"]".formatted(id(name), name));
    for (var part : manifest.parts()) {
      var node = id(part.path(name));
      var lanes = part.lanes() == 1 ? "" : " × " + part.lanes() + " lanes";
      line("    %s[\"%s%s\"]".formatted(node, part.name(), lanes));
      part.writes().forEach(it -> writers.put(it.path(), node));
      part.sends().forEach(it -> writers.put(it.path(), node));
      part.sequences().ifPresent(it -> takers.put(it.path(), node));
      part.serves().forEach(it -> takers.put(it.path(), node));
    }
    line("  end");
    for (var splits : manifest.splitters()) {
      writers.put(splits.splitter().path(), writer(splits.stream().path()));
    }
  }

  private void arrows(Manifest manifest) {
    for (var part : manifest.parts()) {
      var node = id(part.path(manifest.application()));
      part.reads().forEach(it -> stream(it.stream().path(), node));
      part.receives().forEach(it -> arrow(writer(it.path()), "-->|by key|", node));
      part.asks().forEach(it -> arrow(node, "-.->|" + it.path() + "|", taker(it.path())));
    }
    for (var it : manifest.connections()) {
      stream(it.stream().path(), taker(it.sequencer().path()));
    }
  }

  private void stream(String path, String reader) {
    arrow(writer(path), "-->|" + path + "|", reader);
  }

  private void arrow(String from, String arrow, String to) {
    line("  " + from + " " + arrow + " " + to);
  }

  /** Who is not part of the plan has a node of its own. */
  private String writer(String path) {
    return writers.computeIfAbsent(path, this::elsewhere);
  }

  private String taker(String path) {
    return takers.computeIfAbsent(path, this::elsewhere);
  }

  private String elsewhere(String path) {
    line("  %s([\"%s\"])".formatted(id(path), path));
    return id(path);
  }

  private static String id(String path) {
    return path.replaceAll("\\W+", "_");
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}
