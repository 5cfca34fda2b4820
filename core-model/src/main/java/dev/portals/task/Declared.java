package dev.portals.task;

import dev.portals.PortalsException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one instance of a task declares; its identity tells its handles from others'. */
final class Declared {
  private final List<Declaration> declarations = new ArrayList<>();
  private final List<Portal<?, ?>> announced = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private boolean ended;

  int add(Declaration declaration) {
    requireOpen();
    declarations.add(declaration);
    return declarations.size() - 1;
  }

  void announce(Portal<?, ?> portal) {
    requireOpen();
    announced.add(portal);
  }

  /** Something is wrong with a call; it is reported with all else that is wrong (S12). */
  void problem(String what) {
    problems.add(what);
  }

  void requireHandler(@Nullable Object handler, String of) {
    if (handler == null) {
      problem("handles " + of + " with null. Maybe a lambda that does it");
    }
  }

  void requireOpen() {
    if (ended) {
      throw new PortalsException(
          "a task declared something after its declaring block had ended. "
              + "Maybe declare it in the block and keep the handle.");
    }
  }

  /** The block has ended. */
  void end() {
    ended = true;
  }

  List<Declaration> declarations() {
    return List.copyOf(declarations);
  }

  List<Portal<?, ?>> announced() {
    return List.copyOf(announced);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
