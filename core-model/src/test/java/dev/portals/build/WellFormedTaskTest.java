package dev.portals.build;

import static dev.portals.build.Built.BANK;
import static dev.portals.build.Built.STOCK;
import static dev.portals.build.Built.keyed;
import static dev.portals.build.Built.ofTask;
import static dev.portals.build.Built.problems;
import static dev.portals.build.Built.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.task.Asker;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S12, one broken rule a test: what tasks declare. */
class WellFormedTaskTest {
  private static final String TASK = "/shop/workflows/w task t: ";

  @Test
  void tasks_ofOneName_areRefused() {
    assertThat(
            problems(
                app ->
                    keyed(app)
                        .task("t", String.class, task -> (word, ctx) -> ctx.emit(word))
                        .task("t", String.class, task -> (word, ctx) -> ctx.emit(word))
                        .consume()))
        .containsExactly("/shop/workflows/w: has two tasks named \"t\". Maybe another name");
  }

  @Test
  void states_ofOneName_areRefused() {
    assertThat(
            ofTask(
                task -> {
                  task.perKey("n", Integer.class, 0);
                  task.perTask("n", Integer.class, 0);
                  return (word, ctx) -> {};
                }))
        .containsExactly(TASK + "has two states named \"n\". Maybe another name");
  }

  @Test
  void state_withBadName_isRefused() {
    assertThat(
            ofTask(
                task -> {
                  task.perKey("1st", Integer.class, 0);
                  return (word, ctx) -> {};
                }))
        .containsExactly(
            TASK
                + "\"1st\" is not a name for state. "
                + "Maybe 1 to 64 letters, digits, '.', '-' and '_', a letter first.");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void state_withNullAsInitialValue_isRefused() {
    assertThat(
            ofTask(
                task -> {
                  task.perKey("n", Integer.class, null);
                  return (word, ctx) -> {};
                }))
        .containsExactly(
            TASK
                + "keeps \"n\" with null as its initial value. "
                + "Maybe a value that stands for nothing");
  }

  @Test
  void continuations_ofOneName_areRefused() {
    assertThat(
            ofTask(
                task -> {
                  var bank = task.asks(BANK);
                  task.onAnswer("c", bank, String.class, (context, answer, ctx) -> {});
                  task.onAnswer("c", bank, String.class, (context, answer, ctx) -> {});
                  return (word, ctx) -> {};
                }))
        .containsExactly(TASK + "has two continuations named \"c\". Maybe another name");
  }

  @Test
  void stateAndContinuation_ofOneName_areFine() {
    assertThat(
            ofTask(
                task -> {
                  task.perKey("c", Integer.class, 0);
                  task.onAnswer("c", task.asks(BANK), String.class, (context, answer, ctx) -> {});
                  return (word, ctx) -> {};
                }))
        .isEmpty();
  }

  @Test
  void perKeyState_withoutKey_isRefused() {
    assertThat(unkeyed(task -> task.perKey("n", Integer.class, 0)))
        .containsExactly(
            TASK
                + "keeps \"n\" per key, but no key is set before it. "
                + "Maybe .key(…) before .task(…), or task.perTask(…)");
  }

  @Test
  void ask_withoutKey_isRefused() {
    assertThat(unkeyed(task -> task.asks(BANK)))
        .containsExactly(
            TASK
                + "asks /bank/portals/account, but no key is set before it, and its "
                + "continuations run under the key. Maybe .key(…) before .task(…)");
  }

  @Test
  void replier_withoutKey_isRefused() {
    assertThat(unkeyed(task -> task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(1))))
        .containsExactly(
            TASK
                + "replies to /shop/portals/stock, whose asks are keyed, but no key is set before"
                + " it. Maybe .key(…) before .task(…)");
  }

  @Test
  void askOfOwnPortal_thatNobodyServes_isRefused() {
    assertThat(
            ofTask(
                task -> {
                  task.asks(STOCK);
                  return (word, ctx) -> {};
                }))
        .containsExactly(
            "/shop/portals/stock: has no replier in its application. "
                + "Maybe task.replies(…).onAsk(…)");
  }

  @Test
  void replies_withoutOnAsk_isRefused() {
    assertThat(
            ofTask(
                task -> {
                  task.replies(STOCK);
                  return (word, ctx) -> {};
                }))
        .containsExactly(
            TASK
                + "replies to /shop/portals/stock, but nothing serves its asks. "
                + "Maybe .onAsk(…) after task.replies(…)");
  }

  @Test
  void onAsk_calledTwice_isRefused() {
    assertThat(
            ofTask(
                task -> {
                  var stock = task.replies(STOCK);
                  stock.onAsk((item, ctx) -> ctx.reply(1));
                  stock.onAsk((item, ctx) -> ctx.reply(2));
                  return (word, ctx) -> {};
                }))
        .containsExactly(
            TASK
                + "serves the asks of /shop/portals/stock twice. "
                + "Maybe one .onAsk(…) for each portal");
  }

  @Test
  void portal_withTwoRepliers_isRefused() {
    assertThat(
            problems(
                app ->
                    keyed(app)
                        .task("t", String.class, WellFormedTaskTest::stock)
                        .task("u", String.class, WellFormedTaskTest::stock)
                        .consume()))
        .containsExactly(
            "/shop/portals/stock: has two repliers: /shop/workflows/w task t and "
                + "/shop/workflows/w task u. Maybe two portals");
  }

  @Test
  void replier_ofAnotherApplicationsPortal_isRefused() {
    assertThat(
            ofTask(
                task -> {
                  task.replies(BANK).onAsk((name, ctx) -> ctx.reply(1));
                  return (word, ctx) -> {};
                }))
        .containsExactly(
            TASK
                + "replies to /bank/portals/account of another application. "
                + "Maybe /shop/portals/…");
  }

  @Test
  void portal_askedAndServedWithOtherTypes_isRefused() {
    var longs = Portal.at("/shop/portals/stock", String.class, Long.class, item -> item);

    assertThat(
            problems(
                app -> {
                  var flow = keyed(app).task("t", String.class, WellFormedTaskTest::stock);
                  flow.task(
                          "u",
                          String.class,
                          task -> {
                            task.asks(longs);
                            return (word, ctx) -> {};
                          })
                      .consume();
                }))
        .containsExactly(
            "/shop/workflows/w task u: takes /shop/portals/stock as java.lang.String -> java.lang.Long, "
                + "elsewhere it is java.lang.String -> java.lang.Integer. Maybe share one constant");
  }

  @Test
  void portal_askedWithAndServedWithoutKeyFunction_isRefused() {
    var unkeyed = Portal.at("/shop/portals/stock", String.class, Integer.class);

    assertThat(
            ofTask(
                task -> {
                  task.asks(unkeyed);
                  return stock(task);
                }))
        .containsExactly(
            TASK
                + "takes /shop/portals/stock as java.lang.String -> java.lang.Integer, elsewhere it"
                + " is java.lang.String -> java.lang.Integer at a key of the asker's. "
                + "Maybe share one constant");
  }

  @Test
  void block_thatThrows_isAProblemBesideOthers() {
    assertThat(
            problems(
                app -> {
                  var flow = app.workflow("w", words(app));
                  flow.task("t", String.class, WellFormedTaskTest::throwing).consume();
                  flow.filter(word -> true);
                }))
        .containsExactly(
            TASK
                + "cannot be declared, its block threw: "
                + "java.lang.IllegalStateException: no database",
            "/shop/workflows/w: has a flow that ends nowhere. "
                + "Maybe .sink(…), or .consume() to drop it");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may give back
  void block_thatGivesBackNull_isRefused() {
    assertThat(ofTask(task -> null))
        .containsExactly(
            TASK + "has no onNext: its block gave back null. Maybe (event, ctx) -> {}");
  }

  @Test
  void continuation_forTheAskerOfAnotherTask_isRefused() {
    var others = new ArrayList<Asker<String, Integer>>();
    ofTask(
        task -> {
          others.add(task.asks(BANK));
          return (word, ctx) -> {};
        });

    assertThat(
            ofTask(
                task -> {
                  task.onAnswer("c", others.get(0), String.class, (context, answer, ctx) -> {});
                  return (word, ctx) -> {};
                }))
        .containsExactly(
            TASK
                + "cannot be declared, its block threw: Asker \"/bank/portals/account\" belongs to"
                + " another task, or to another lane of this one. "
                + "Maybe keep handles in the declaring block, not in a static field.");
  }

  private static OnNext<String, String> stock(TaskBuilder<String, String> task) {
    task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(1));
    return (word, ctx) -> ctx.emit(word);
  }

  private static OnNext<String, String> throwing(TaskBuilder<String, String> task) {
    throw new IllegalStateException("no database");
  }

  private interface Declares {
    void in(TaskBuilder<String, String> task);
  }

  private static List<String> unkeyed(Declares block) {
    return problems(
        app ->
            app.workflow("w", words(app))
                .task(
                    "t",
                    String.class,
                    task -> {
                      block.in(task);
                      return (word, ctx) -> {};
                    })
                .consume());
  }
}
