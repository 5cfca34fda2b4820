package dev.portals.examples.bank;

import static dev.portals.examples.bank.Bank.DEPOSIT;
import static dev.portals.examples.bank.Bank.LOOK;
import static dev.portals.examples.bank.Bank.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import dev.portals.task.Answer;
import dev.portals.testkit.Simulation;
import dev.portals.testkit.TestPortals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BankTest {
  @TempDir private Path directory;

  private static Account look(TestPortals<?, ?> test, String account) {
    return test.ask(LOOK, new Look(account)).answer().orElseThrow().orThrow();
  }

  @Test
  void transfer_always_isOnItsWayUntilItHasArrived() {
    var test = TestPortals.of(AccountTask.task());
    test.next("ann", new Transfer("ann", "bob", 30_00));
    assertThat(look(test, "ann")).isEqualTo(new Account(970_00, 30_00, 1));
    assertThat(test.asked(DEPOSIT)).containsExactly(new Deposit("bob", 30_00));

    test.answer(DEPOSIT, new Answer.Replied<>(new Account(1_030_00, 0, 1)));
    assertThat(look(test, "ann")).isEqualTo(new Account(970_00, 0, 2));
  }

  @Test
  void transfer_whoseDepositFailed_comesBack() {
    var test = TestPortals.of(AccountTask.task());
    test.next("ann", new Transfer("ann", "bob", 30_00));
    test.answer(DEPOSIT, new Answer.Failed<>("closed"));
    assertThat(look(test, "ann")).isEqualTo(new Account(1_000_00, 0, 2));
  }

  @Test
  void transfer_ofMoreThanThereIs_isRefused() {
    var test = TestPortals.of(AccountTask.task());
    var tooMuch = new Transfer("ann", "bob", 1_000_01);
    test.next("ann", tooMuch);
    assertThat(test.emitted()).containsExactly(new Refused(tooMuch, 1_000_00));
    assertThat(test.asked(DEPOSIT)).isEmpty();
  }

  private static void seeAll(TestPortals<?, ?> test, Account first, Account others) {
    for (var account : Bank.ACCOUNTS) {
      test.answer(LOOK, new Answer.Replied<>(account.equals("ann") ? first : others));
    }
  }

  @Test
  void total_ofAccountsThatMove_isTakenWhenTwoLooksAgree() {
    var test = TestPortals.of(TotalTask.task());
    var still = Account.OPENED;
    var serving = test.ask(TOTAL, "auditor");
    seeAll(test, still, still);
    seeAll(test, still.received(5), still); // others than before
    seeAll(test, still.received(5), still.sent(5)); // again
    seeAll(test, still.received(5), still.sent(5)); // the same, but some is on its way
    assertThat(serving.answer()).isEmpty();

    seeAll(test, still, still);
    seeAll(test, still, still);
    assertThat(serving.answer()).contains(new Answer.Replied<>(Bank.TOTAL_OF_ALL));
  }

  @Test
  void total_askedWhileMoneyMoves_isAlwaysRight() throws Exception {
    try (var portals = LocalPortals.open(directory, 2)) {
      portals.launch(Bank.application(2_000));
      var totals = new ArrayList<Answer<Long>>();
      for (var n = 0; n < 30; n++) {
        totals.add(portals.ask(TOTAL, "auditor-" + n % 3, "ask-" + n).join());
      }
      assertThat(totals).containsOnly(new Answer.Replied<>(Bank.TOTAL_OF_ALL));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      var changes = 0L;
      for (var account : Bank.ACCOUNTS) {
        changes += portals.ask(LOOK, new Look(account), account).join().orThrow().changes();
      }
      assertThat(changes).isGreaterThan(3_000); // most were sent, and arrived
    }
  }

  @Test
  void bank_underFaults_isAsWithout() {
    var run =
        Simulation.of(Bank.application(12))
            .asking(TOTAL, List.of("ann", "bob"))
            .lanes(2)
            .seeds(1, 50)
            .check();
    assertThat(run.schedules()).isEqualTo(50);
  }
}
