package dev.portals.build;

/**
 * A flow split in two by a predicate. Each event is in one of them; each atom is in both, perhaps
 * empty. Both are to be continued: {@link Flow#consume} drops one.
 *
 * @param matching the events for which the predicate holds
 * @param other those for which it does not
 */
public record Split<T>(Flow<T> matching, Flow<T> other) {}
