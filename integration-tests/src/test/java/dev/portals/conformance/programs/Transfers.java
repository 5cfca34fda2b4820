package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Money goes from account to account, on behalf of many outside callers at once. */
final class Transfers {
  record Transfer(String from, String to, int amount) {}

  record Deposit(String account, int amount) {}

  private static final int ACCOUNTS = 7;
  private static final int CALLERS = 150;

  /** More than all transfers together: none is refused, so their order does not matter. */
  private static final int OPENING = 1_000_000;

  private static final Portal<Transfer, String> TRANSFER =
      Portal.at("/bank/portals/transfer", Transfer.class, String.class, Transfer::from);
  private static final Portal<Deposit, Boolean> DEPOSIT =
      Portal.at("/bank/portals/deposit", Deposit.class, Boolean.class, Deposit::account);
  private static final AtomStream<String> BOOKED =
      AtomStream.at("/bank/streams/booked", String.class);

  private Transfers() {}

  static Program program() {
    return Program.named("transfers")
        .launch(bank())
        .ask(TRANSFER, IntStream.range(0, CALLERS).mapToObj(Transfers::transfer).toList())
        .compare(BOOKED, Comparison.ATOMS);
  }

  static Program ofLanes() {
    return program().lanes(4);
  }

  private static Transfer transfer(int number) {
    var random = new SplittableRandom(number);
    return new Transfer(account(random), account(random), random.nextInt(100));
  }

  private static String account(SplittableRandom random) {
    return "account" + random.nextInt(ACCOUNTS);
  }

  private static Application bank() {
    return Application.named(
        "bank",
        app ->
            app.workflow(
                    "accounts", app.generate("none", Generator.atoms(Deposit.class, List.of())))
                .key(Deposit::account)
                .task("account", account())
                .sink(BOOKED));
  }

  private static Task<Deposit, String> account() {
    return Task.define(
        Deposit.class,
        String.class,
        task -> {
          var balance = task.perKey("balance", Integer.class, OPENING);
          var deposit = task.asks(DEPOSIT);
          task.replies(DEPOSIT)
              .onAsk(
                  (request, ctx) -> {
                    ctx.state(balance).update(b -> b + request.amount());
                    ctx.reply(true);
                  });
          var served = task.replies(TRANSFER);
          var done =
              served.onAnswer(
                  "done",
                  deposit,
                  Transfer.class,
                  (transfer, answer, ctx) -> {
                    ctx.emit(transfer + " " + answer.orThrow());
                    ctx.reply(transfer.amount() + " to " + transfer.to());
                  });
          served.onAsk(
              (transfer, ctx) -> {
                ctx.state(balance).update(b -> b - transfer.amount());
                ctx.ask(deposit, new Deposit(transfer.to(), transfer.amount()))
                    .then(done, transfer);
              });
          return (request, ctx) -> {};
        });
  }
}
