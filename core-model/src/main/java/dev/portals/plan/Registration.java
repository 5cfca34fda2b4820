package dev.portals.plan;

import java.util.List;

/**
 * What the registry holds of one application (protocol rule L1).
 *
 * @param application the name, without the slash
 * @param planEpoch the deployment of its code: grows with each launch and replacement, also from
 *     one incarnation to the next (rule C9)
 * @param launch who wrote it: the name of a launch or of a replacement. The same one goes on where
 *     it was interrupted
 * @param subscriptions of streams that ran before it was launched
 */
public record Registration(
    String application,
    Incarnation incarnation,
    long planEpoch,
    Phase phase,
    String launch,
    Manifest manifest,
    List<Subscription> subscriptions) {
  /** The same in another phase. */
  public Registration in(Phase next) {
    return new Registration(
        application, incarnation, planEpoch, next, launch, manifest, subscriptions);
  }

  /** The same with where its readers begin. */
  public Registration reading(List<Subscription> from) {
    return new Registration(application, incarnation, planEpoch, phase, launch, manifest, from);
  }

  /** True if look-ups see it. */
  public boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  /** The number of the first atom that one of its operators reads of a channel. */
  public long start(String operator, StreamChannel channel) {
    for (var subscription : subscriptions) {
      if (subscription.isOf(operator, channel)) {
        return subscription.starts().get(channel.lane());
      }
    }
    return 0;
  }
}
