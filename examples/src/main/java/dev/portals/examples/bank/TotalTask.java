package dev.portals.examples.bank;

import dev.portals.task.Answer;
import dev.portals.task.Asker;
import dev.portals.task.ReplyContext;
import dev.portals.task.ServedAllContinuation;
import dev.portals.task.ServedAsked;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import java.util.List;

/**
 * The total, though accounts change while they are asked one by one. It looks at all of them until
 * it sees the same twice, and nothing on its way: then there was a moment between both looks at
 * which all accounts were as seen (double collect: Y. Afek et al., Atomic Snapshots of Shared
 * Memory, J. ACM 40(4), 1993).
 */
final class TotalTask {
  /** What one look saw. */
  record Seen(List<Account> accounts) {}

  private final Asker<Look, Account> look;
  private final ServedAllContinuation<Seen, Account, Long> seen;

  static Task<Void, Void> task() {
    return Task.service(Void.class, TotalTask::new);
  }

  private TotalTask(TaskBuilder<Void, Void> task) {
    look = task.asks(Bank.LOOK);
    var served = task.replies(Bank.TOTAL);
    seen = served.onAnswers("seen", look, Seen.class, this::seen);
    served.onAsk((bank, ctx) -> look(new Seen(List.of()), ctx));
  }

  private void look(Seen before, ReplyContext<Void, Long> ctx) {
    List<ServedAsked<Account, Long>> asks =
        Bank.ACCOUNTS.stream().map(name -> ctx.ask(look, new Look(name))).toList();
    ctx.all(asks).then(seen, before);
  }

  private void seen(Seen before, List<Answer<Account>> answers, ReplyContext<Void, Long> ctx) {
    var now = new Seen(Answer.orThrow(answers));
    if (now.equals(before) && now.accounts().stream().allMatch(a -> a.moving() == 0)) {
      ctx.reply(now.accounts().stream().mapToLong(Account::balance).sum());
    } else {
      look(now, ctx);
    }
  }
}
