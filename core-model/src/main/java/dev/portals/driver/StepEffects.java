package dev.portals.driver;

import dev.portals.engine.Step;
import dev.portals.plan.Routes;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.PayloadHash;
import dev.portals.protocol.Root;
import java.util.ArrayList;
import java.util.List;

/** Writes what a step did as entries of the draft. */
final class StepEffects {
  private final Routes routes;
  private final LaneSettings settings;
  private final LaneState state;
  private final Draft draft;

  StepEffects(Routes routes, LaneSettings settings, LaneState state, Draft draft) {
    this.routes = routes;
    this.settings = settings;
    this.state = state;
    this.draft = draft;
  }

  /** State changes, atoms, asks, in this order. */
  void add(Step step, Root root) {
    addWrites(step.changes());
    for (var emission : step.emissions()) {
      var atom = Atom.of(emission.count(), emission.events());
      draft.add(state.producer(emission.port()).produce(atom));
    }
    var group = state.groups().next();
    for (var asking : step.asks()) {
      var replier = routes.portal(asking.portal()).lane(asking.key());
      draft.add(state.asker(replier).ask(ask(asking, root, group)));
    }
  }

  /** An entry for each state: its changes are one behind the other. */
  private void addWrites(List<Step.StateChange> changes) {
    var at = 0;
    while (at < changes.size()) {
      var name = changes.get(at).state();
      var values = new ArrayList<Entry.Value>();
      while (at < changes.size() && changes.get(at).state().equals(name)) {
        values.add(new Entry.Value(changes.get(at).key(), changes.get(at).value()));
        at++;
      }
      draft.add(new Entry.Wrote(name, values));
    }
  }

  private Ask ask(Step.Asking asking, Root root, long group) {
    return new Ask(
        asking.portal(),
        asking.key(),
        PayloadHash.of(asking.payload()),
        asking.payload(),
        root,
        asking.task(),
        asking.askerKey(),
        asking.within().map(within -> draft.at() + within.toMillis()),
        asking.then().map(then -> then(then, group)));
  }

  private static Ask.Then then(Step.Then then, long group) {
    return new Ask.Then(
        then.continuation(),
        then.context(),
        then.replies(),
        then.all().map(all -> new Ask.Member(group + all.group(), all.index(), all.size())));
  }

  /** Rule C2: what cannot be stored on every backend is refused before anything is written. */
  void requireSize(Step step, String what) {
    StepSize.require(step, what, settings.stepBytes());
  }
}
