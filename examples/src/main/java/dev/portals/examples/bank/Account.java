package dev.portals.examples.bank;

/**
 * An account, in cents.
 *
 * @param moving what was sent and is not known to have arrived
 * @param changes counts all that ever happened to it
 */
public record Account(long balance, long moving, long changes) {
  static final Account OPENED = new Account(1_000_00, 0, 0);

  Account received(long amount) {
    return new Account(balance + amount, moving, changes + 1);
  }

  Account sent(long amount) {
    return new Account(balance - amount, moving + amount, changes + 1);
  }

  Account arrived(long amount) {
    return new Account(balance, moving - amount, changes + 1);
  }

  Account returned(long amount) {
    return new Account(balance + amount, moving - amount, changes + 1);
  }
}
