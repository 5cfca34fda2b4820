package dev.portals.registry;

import dev.portals.plan.Manifest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an application has that others name: it is needed as long as they run. */
final class Uses {
  private final Set<String> owned = new HashSet<>();

  private Uses(Manifest owner) {
    for (var part : owner.parts()) {
      part.writes().forEach(it -> owned.add(it.path()));
      part.serves().forEach(it -> owned.add(it.path()));
      part.sequences().ifPresent(it -> owned.add(it.path()));
    }
    owner.splitters().forEach(it -> owned.add(it.splitter().path()));
  }

  /** The parts of another application that name parts of an owner, each once. */
  static List<String> of(Manifest owner, Manifest other) {
    return new Uses(owner).in(other);
  }

  private List<String> in(Manifest other) {
    var users = new TreeSet<String>();
    for (var part : other.parts()) {
      if (part.reads().stream().anyMatch(it -> owns(it.stream()))
          || part.asks().stream().anyMatch(it -> owned.contains(it.path()))) {
        users.add(part.path(other.application()));
      }
    }
    for (var it : other.connections()) {
      if (owns(it.stream()) || owns(it.sequencer())) {
        users.add("/" + other.application() + " with " + it.sequencer().path());
      }
    }
    for (var it : other.splitters()) {
      if (owns(it.stream())) {
        users.add(it.splitter().path());
      }
    }
    return List.copyOf(users);
  }

  private boolean owns(Manifest.Stream stream) {
    return owned.contains(stream.path());
  }
}
