package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of a lane's pages holds what (rule C3): a stable hash says it, so the number of pages must
 * never change while a lane lives. A channel is on one page, whole.
 *
 * @param pages how many there are, from 1
 */
public record Paging(int pages) {
  private static final int[] NONE = {};

  public Paging {
    if (pages < 1) {
      throw new IllegalArgumentException(pages + " pages. Maybe 16");
    }
  }

  /** The page of a value. */
  int value(String state, String key) {
    return page("value", state, key);
  }

  private int consumer(String port, StreamChannel channel) {
    var incarnation = channel.incarnation();
    return page(
        "consumer",
        port,
        channel.stream(),
        incarnation.ordinal(),
        incarnation.nonce(),
        channel.lane());
  }

  private int producer(String port) {
    return page("producer", port);
  }

  private int asker(LaneId replier) {
    var incarnation = replier.incarnation();
    return page(
        "asker",
        replier.application(),
        incarnation.ordinal(),
        incarnation.nonce(),
        replier.operator(),
        replier.number());
  }

  private int replier(Caller caller) {
    if (caller instanceof Caller.External external) {
      return page("external", external.portal(), external.key(), external.idempotencyKey());
    }
    var lane = ((Caller.Lane) caller).lane();
    return page("replier", lane.application(), lane.operator(), lane.number());
  }

  /** The page of the answers that came to asks awaited together. */
  int group(long group) {
    return page("group", group);
  }

  /** The page of how far the lane is in its life. */
  private int stage() {
    return 0;
  }

  /**
   * Texts and numbers only: their hash codes are specified. The bits are mixed (the finalizer of
   * MurmurHash3, A. Appleby), as pages must not follow the hash that chose the lane.
   */
  private int page(Object... parts) {
    var hash = 0;
    for (var part : parts) {
      hash = 31 * hash + part.hashCode();
    }
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return Math.floorMod(hash ^ hash >>> 16, pages);
  }

  /** The pages that an entry changes; none for what pages do not hold. */
  public int[] of(Entry entry) {
    if (entry instanceof Entry.Wrote wrote) {
      var changed = new int[wrote.values().size()];
      for (var at = 0; at < changed.length; at++) {
        changed[at] = value(wrote.state(), wrote.values().get(at).key());
      }
      return changed;
    } else if (entry instanceof Entry.Subscribed begun) {
      return new int[] {consumer(begun.port(), begun.channel())};
    } else if (entry instanceof Entry.Moved moved) {
      return new int[] {consumer(moved.port(), moved.channel())};
    } else if (entry instanceof Entry.Produced produced) {
      return new int[] {producer(produced.port())};
    } else if (entry instanceof Entry.Published published) {
      return new int[] {producer(published.port())};
    } else if (entry instanceof Entry.Asked asked) {
      return new int[] {asker(asked.replier())};
    } else if (entry instanceof Entry.Settled settled) {
      return new int[] {asker(settled.replier())};
    } else if (entry instanceof Entry.Expired expired) {
      return new int[] {asker(expired.replier())};
    } else if (entry instanceof Entry.Gathered gathered) {
      return new int[] {group(gathered.group())};
    } else if (entry instanceof Entry.Served served) {
      return new int[] {replier(served.caller())};
    } else if (entry instanceof Entry.Forgot forgot) {
      return new int[] {replier(forgot.caller())};
    } else if (entry instanceof Entry.Closing || entry instanceof Entry.Ended) {
      return new int[] {stage()};
    } else if (entry instanceof Entry.DeadLettered || entry instanceof Entry.Deployed) {
      return NONE;
    }
    throw new IllegalStateException("no page is known for " + entry);
  }

  /**
   * The page of a lane as it is. Channels that nothing has passed are left out: that they are known
   * depends on the process.
   */
  public PageImage image(LaneState state, int page) {
    var image = channels(state, page);
    for (var name : state.states()) {
      var values = values(state, name, page);
      if (!values.isEmpty()) {
        image.values().put(name, values);
      }
    }
    return image;
  }

  /** The same without values of state. */
  PageImage channels(LaneState state, int page) {
    var image = PageImage.empty(page == stage() ? state.stage().image() : PageImage.Life.OPEN);
    for (var it : state.consumers()) {
      if (it.cursor() > 0 && consumer(it.port(), it.channel()) == page) {
        image.consumers().put(new PageImage.Input(it.port(), it.channel()), it.image());
      }
    }
    for (var it : state.producers()) {
      if (it.next() > 0 && producer(it.port()) == page) {
        image.producers().put(it.port(), it.image());
      }
    }
    for (var it : state.askers()) {
      if (it.next() > 0 && asker(it.replier()) == page) {
        image.askers().put(it.replier(), it.image());
      }
    }
    for (var it : state.repliers()) {
      if (replier(it.caller()) == page) {
        image.repliers().put(it.caller(), it.image(state.acceptedAt(it.caller())));
      }
    }
    state
        .groups()
        .gathered()
        .forEach(
            (group, answers) -> {
              if (group(group) == page) {
                image.gathered().put(group, answers);
              }
            });
    return image;
  }

  private Map<String, Bytes> values(LaneState state, String name, int page) {
    var values = new HashMap<String, Bytes>();
    state
        .values(name)
        .forEach(
            (key, value) -> {
              if (value(name, key) == page) {
                values.put(key, value);
              }
            });
    return values;
  }
}
