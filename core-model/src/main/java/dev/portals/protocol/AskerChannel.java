package dev.portals.protocol;

import dev.portals.plan.LaneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The asking side of an asks channel (asker rules 1 to 6): numbers asks, sends them in order,
 * awaits each answer once.
 */
public final class AskerChannel {
  /** How many unsettled numbers are sent at most (replier rule 5). */
  public static final int WINDOW = 1024;

  /** How many bytes of payloads one message holds at most, unless a single one is larger. */
  private static final int MESSAGE_BYTES = 200_000;

  private final LaneId replier;
  private final TreeMap<Long, Ask> outstanding = new TreeMap<>();
  private final TreeMap<Long, Ask> voided = new TreeMap<>();
  private long next;
  private long groups;
  private long sentBelow;
  private long attempt = AnswerMessage.UNASKED;

  AskerChannel(LaneId replier) {
    this.replier = replier;
  }

  /** The entry that makes an ask outstanding. */
  public Entry.Asked ask(Ask ask) {
    return new Entry.Asked(replier, next, ask);
  }

  /** The entry that ends an ask. */
  public Entry.Settled settle(long number) {
    return new Entry.Settled(replier, number);
  }

  void apply(Entry.Asked entry) {
    if (entry.number() != next) {
      throw new BrokenLaneException(
          "commit asks " + replier + " number " + entry.number() + ", expected " + next);
    }
    outstanding.put(next, entry.ask());
    entry.ask().then().flatMap(Ask.Then::all).ifPresent(member -> groups = member.group() + 1);
    next++;
  }

  /** The entry that gives up waiting. */
  public Entry.Expired expire(long number) {
    return new Entry.Expired(replier, number);
  }

  void apply(Entry.Settled entry) {
    if (outstanding.remove(entry.number()) == null) {
      voided.remove(entry.number());
    }
  }

  /** Gives back the ask that is no longer waited for. */
  Ask apply(Entry.Expired entry) {
    var ask = outstanding.remove(entry.number());
    if (ask == null) {
      throw new BrokenLaneException(
          "commit expires " + entry.number() + " at " + replier + ", which is not outstanding");
    }
    voided.put(entry.number(), ask.voided());
    return ask;
  }

  PageImage.Asker image() {
    var asks = new ArrayList<PageImage.Outstanding>(outstanding.size());
    outstanding.forEach((number, ask) -> asks.add(new PageImage.Outstanding(number, ask)));
    var expired = new ArrayList<PageImage.Outstanding>(voided.size());
    voided.forEach((number, ask) -> expired.add(new PageImage.Outstanding(number, ask)));
    return new PageImage.Asker(next, groups, asks, expired);
  }

  void restore(PageImage.Asker image) {
    next = image.next();
    groups = image.groups();
    image.outstanding().forEach(it -> outstanding.put(it.number(), it.ask()));
    image.voided().forEach(it -> voided.put(it.number(), it.ask()));
  }

  /** The number of the next ask. */
  long next() {
    return next;
  }

  /** The number behind the newest group that has an ask here: one page tells it (C3). */
  long groups() {
    return groups;
  }

  /**
   * The lowest number not both settled here and accepted by the replier: settling implies
   * accepting.
   */
  public long below() {
    var first = outstanding.isEmpty() ? next : outstanding.firstKey();
    return voided.isEmpty() ? first : Math.min(first, voided.firstKey());
  }

  /** The ask of a number, or null if it is not outstanding: a second answer is ignored (rule 3). */
  public @Nullable Ask outstanding(long number) {
    return outstanding.get(number);
  }

  public Collection<Ask> outstanding() {
    return outstanding.values();
  }

  /** The outstanding asks by their numbers. */
  SortedMap<Long, Ask> numbered() {
    return outstanding;
  }

  /** True for an ask that expired and that the replier is not known to have accepted. */
  public boolean isVoid(long number) {
    return voided.containsKey(number);
  }

  /** True if the replier is to be told of any number. */
  public boolean hasUnsettled() {
    return !outstanding.isEmpty() || !voided.isEmpty();
  }

  /** True if there are asks within the window that this instance has not sent. */
  public boolean owes() {
    return sentBelow < Math.min(next, below() + WINDOW);
  }

  /** The next sending will hold every outstanding ask again. */
  public void resend() {
    sentBelow = below();
  }

  /** Somebody else has just sent what is outstanding: it is left to him for now. */
  public void leaveToOthers(long newAttempt) {
    sentBelow = Math.min(next, below() + WINDOW);
    attempt = newAttempt;
  }

  /**
   * A message with asks not sent yet, in order (rule 2), as many as one takes. They count as sent
   * from now on.
   */
  public AskMessage send(Caller caller, long newAttempt) {
    if (sentBelow <= below()) {
      attempt = newAttempt; // a new round; what follows in other messages belongs to it
    }
    var end = Math.min(next, below() + WINDOW);
    var items = new ArrayList<AskMessage.Item>();
    var bytes = 0;
    for (var entry : unsettled().subMap(Math.min(sentBelow, end), end).entrySet()) {
      var ask = entry.getValue();
      bytes += ask.payload().size();
      if (bytes > MESSAGE_BYTES && !items.isEmpty()) {
        end = entry.getKey();
        break;
      }
      items.add(
          new AskMessage.Item(
              entry.getKey(),
              ask.portal(),
              ask.key(),
              ask.hash(),
              isVoid(entry.getKey()) ? Optional.empty() : Optional.of(ask.payload()),
              ask.depth()));
    }
    sentBelow = end;
    return new AskMessage(caller, replier, attempt, below(), List.copyOf(items));
  }

  /** What the replier is to be told of, by number: what is outstanding, and what has expired. */
  public SortedMap<Long, Ask> unsettled() {
    if (voided.isEmpty()) {
      return outstanding;
    }
    var all = new TreeMap<>(outstanding);
    all.putAll(voided);
    return all;
  }

  /**
   * True if a response belongs to the last sending: only then do Early and Settled say something
   * (rule 4).
   */
  public boolean isLatest(long answered) {
    return answered == attempt;
  }

  public LaneId replier() {
    return replier;
  }
}
