package dev.portals.examples.guides;

import dev.portals.task.Task;

/** A behaviour that is a state: a door that may be locked. */
public enum Door {
  OPEN,
  CLOSED,
  LOCKED;

  /** What somebody does with the door. */
  public enum Action {
    OPEN,
    CLOSE,
    LOCK,
    UNLOCK
  }

  static Task<Action, Door> task() {
    return Task.machine(
        Action.class,
        Door.class,
        Door.class,
        CLOSED,
        (door, action, ctx) -> {
          var next = door.after(action);
          if (next != door) {
            ctx.emit(next);
          }
          return next;
        });
  }

  private Door after(Action action) {
    return switch (action) {
      case OPEN -> this == CLOSED ? OPEN : this;
      case CLOSE -> this == OPEN ? CLOSED : this;
      case LOCK -> this == CLOSED ? LOCKED : this;
      case UNLOCK -> this == LOCKED ? CLOSED : this;
    };
  }
}
