package dev.portals.testkit;

import dev.portals.build.Application;
import java.util.List;

/** What somebody does to applications at some moment of a run (rules L1, L2). */
sealed interface Change {
  /** Launches applications together. */
  record Launch(List<Application> applications) implements Change {
    @Override
    public String toString() {
      return "launch of " + applications.stream().map(Application::name).toList();
    }
  }

  /** Replaces the code of one that runs. */
  record Replace(Application application) implements Change {
    @Override
    public String toString() {
      return "replacement of " + application.name();
    }
  }

  /** Stops one. */
  record Stop(String application, boolean force) implements Change {
    @Override
    public String toString() {
      return "stop of " + application + (force ? " by force" : "");
    }
  }
}
