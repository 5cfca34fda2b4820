package dev.portals.examples.bank;

import dev.portals.task.Answer;
import dev.portals.task.Asker;
import dev.portals.task.Continuation;
import dev.portals.task.OnNext;
import dev.portals.task.PerKey;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import dev.portals.task.TaskContext;

/** An account: it takes money out in one step, and knows in a later one that it has arrived. */
final class AccountTask implements OnNext<Transfer, Refused> {
  private final PerKey<Account> account;
  private final Asker<Deposit, Account> deposit;
  private final Continuation<Transfer, Account> arrived;

  static Task<Transfer, Refused> task() {
    return Task.define(Transfer.class, Refused.class, AccountTask::new);
  }

  private AccountTask(TaskBuilder<Transfer, Refused> task) {
    account = task.perKey("account", Account.class, Account.OPENED);
    deposit = task.asks(Bank.DEPOSIT);
    arrived = task.onAnswer("arrived", deposit, Transfer.class, this::arrived);
    task.replies(Bank.LOOK).onAsk((look, ctx) -> ctx.reply(ctx.state(account).value()));
    task.replies(Bank.DEPOSIT)
        .onAsk((in, ctx) -> ctx.reply(ctx.state(account).update(a -> a.received(in.amount()))));
  }

  @Override
  public void onNext(Transfer transfer, TaskContext<Refused> ctx) {
    var balance = ctx.state(account).value().balance();
    if (transfer.amount() > balance) {
      ctx.emit(new Refused(transfer, balance));
      return;
    }
    ctx.state(account).update(a -> a.sent(transfer.amount()));
    ctx.ask(deposit, new Deposit(transfer.to(), transfer.amount())).then(arrived, transfer);
  }

  private void arrived(Transfer transfer, Answer<Account> answer, TaskContext<Refused> ctx) {
    if (answer instanceof Answer.Replied<Account>) {
      ctx.state(account).update(a -> a.arrived(transfer.amount()));
    } else { // no deadline was set, so it failed, and left nothing there
      ctx.state(account).update(a -> a.returned(transfer.amount()));
    }
  }
}
