package dev.portals.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the registry holds of one application (protocol rule L1).
 *
 * @param application the name, without the slash
 * @param planEpoch the deployment of its code: grows with each launch and replacement, also from
 *     one incarnation to the next (rule C9)
 * @param launch who wrote it: the name of a launch or of a replacement. The same one goes on where
 *     it was interrupted
 * @param replaces the manifest of the code before, until every lane is marked as deployed anew
 * @param subscriptions of streams that ran before it was launched
 */
public record Registration(
    String application,
    Incarnation incarnation,
    long planEpoch,
    Phase phase,
    String launch,
    Manifest manifest,
    Optional<Manifest> replaces,
    List<Subscription> subscriptions) {
  /** An application that begins. */
  public static Registration launching(
      String launch, Manifest manifest, Incarnation incarnation, long planEpoch) {
    return new Registration(
        manifest.application(),
        incarnation,
        planEpoch,
        Phase.LAUNCHING,
        launch,
        manifest,
        Optional.empty(),
        List.of());
  }

  /** The same in another phase. */
  public Registration in(Phase next) {
    return new Registration(
        application, incarnation, planEpoch, next, launch, manifest, replaces, subscriptions);
  }

  /** The same with where its readers begin. */
  public Registration reading(List<Subscription> from) {
    return new Registration(
        application, incarnation, planEpoch, phase, launch, manifest, replaces, from);
  }

  /** The next deployment of its code: the lanes stay, their code changes. */
  public Registration replacedBy(String replacement, Manifest next) {
    return new Registration(
        application,
        incarnation,
        planEpoch + 1,
        phase,
        replacement,
        next,
        Optional.of(manifest),
        subscriptions);
  }

  /** The replacement is done. */
  public Registration replaced() {
    return new Registration(
        application,
        incarnation,
        planEpoch,
        phase,
        launch,
        manifest,
        Optional.empty(),
        subscriptions);
  }

  /** True if look-ups see it. */
  public boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  /** True if sequencers take what it connects: from its launch until it has ended. */
  boolean isConnecting() {
    return phase != Phase.LAUNCHING && phase != Phase.STOPPED;
  }

  /** Every lane of its operators. */
  public List<LaneId> lanes() {
    var lanes = new ArrayList<LaneId>();
    for (var part : manifest.parts()) {
      for (var number = 0; number < part.lanes(); number++) {
        lanes.add(new LaneId(application, incarnation, part.name(), number));
      }
    }
    return lanes;
  }

  /** The number of the first atom that one of its operators reads of a channel. */
  public long start(String operator, StreamChannel channel) {
    for (var subscription : subscriptions) {
      if (subscription.isOf(operator, channel.stream(), channel.incarnation())) {
        return subscription.starts().get(channel.lane());
      }
    }
    return 0;
  }
}
