package dev.portals.spi;

import dev.portals.plan.Registration;
import java.util.List;
import java.util.Optional;

/**
 * Where applications are written down, one item each (protocol rule L1). Items are replaced, never
 * removed: an incarnation's ordinal is given once.
 */
public interface Registry {
  /**
   * The item of an application, with every change that was acknowledged before.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  Optional<Item> find(String application);

  /**
   * All items, in order of name, each as of some moment of this call.
   *
   * @throws StoreUnavailableException if they cannot be read now
   */
  List<Item> all();

  /**
   * Replaces an item iff its version is still {@code version}, 0 if there is to be none. May answer
   * UNKNOWN: then it was replaced, is replaced later, or is not.
   *
   * @throws StoreUnavailableException if nothing was done
   */
  Table.Written put(Registration registration, long version);

  /** What is stored of an application, and how often it was replaced, from 1. */
  record Item(Registration registration, long version) {}
}
