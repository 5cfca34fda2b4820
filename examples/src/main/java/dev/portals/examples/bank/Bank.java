package dev.portals.examples.bank;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.util.List;
import java.util.stream.IntStream;

/** The application {@code /bank}. */
public final class Bank {
  /** The accounts that there are. */
  public static final List<String> ACCOUNTS =
      List.of("ann", "bob", "cem", "dee", "eve", "fay", "gus", "hal");

  /** What all accounts hold together, in cents, whatever is sent between them. */
  public static final long TOTAL_OF_ALL = ACCOUNTS.size() * Account.OPENED.balance();

  /** Puts money into an account. */
  public static final Portal<Deposit, Account> DEPOSIT =
      Portal.at("/bank/portals/deposit", Deposit.class, Account.class, Deposit::account);

  /** Looks at an account. */
  public static final Portal<Look, Account> LOOK =
      Portal.at("/bank/portals/look", Look.class, Account.class, Look::account);

  /** The sum of all accounts, in cents; the request says who wants to know. */
  public static final Portal<String, Long> TOTAL =
      Portal.at("/bank/portals/total", String.class, Long.class, who -> who);

  private Bank() {}

  /** The bank with so many transfers. */
  public static Application application(int transfers) {
    return Application.named(
        "bank",
        app -> {
          var sent = app.generate("transfers", transfers(transfers));
          app.workflow("accounts", sent)
              .key(Transfer::from)
              .task("account", AccountTask.task())
              .sink("refused");
          app.service("total", TotalTask.task()).consume();
        });
  }

  private static Generator<Transfer, Integer> transfers(int count) {
    var transfers = IntStream.range(0, count).mapToObj(Bank::transfer).toList();
    return Generator.of(Transfer.class, transfers, 5);
  }

  /** Mixes who sends what to whom; some send to themselves, some more than they have. */
  private static Transfer transfer(int number) {
    var mixed = Math.floorMod(number * 0x9E3779B9, 1 << 30);
    return new Transfer(
        ACCOUNTS.get(mixed % ACCOUNTS.size()),
        ACCOUNTS.get(mixed / 64 % ACCOUNTS.size()),
        1 + mixed / 1024 % 500_00);
  }
}
