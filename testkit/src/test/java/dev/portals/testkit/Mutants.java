package dev.portals.testkit;

import java.util.List;

/** One change each of what the protocol's rules rest on. Numbers are those of docs/mutants.md. */
final class Mutants {
  private static final String DRIVER = "driver/LaneDriver.java";
  private static final String ARRIVALS = "driver/Arrivals.java";
  private static final String DISCHARGE = "driver/Discharge.java";
  private static final String DRAFT = "driver/Draft.java";
  private static final String INPUTS = "driver/Inputs.java";
  private static final String COMPLETION = "driver/Completion.java";
  private static final String PROGRESS = "driver/Progress.java";
  private static final String STEPS = "driver/LaneSteps.java";
  private static final String SERVE = "driver/ServeSteps.java";
  private static final String ANSWER = "driver/AnswerSteps.java";
  private static final String EFFECTS = "driver/StepEffects.java";
  private static final String INBOX = "driver/Inbox.java";
  private static final String STATE = "protocol/LaneState.java";
  private static final String ASKER = "protocol/AskerChannel.java";
  private static final String REPLIER = "protocol/ReplierChannel.java";
  private static final String PRODUCER = "protocol/ProducerChannel.java";
  private static final String CONSUMER = "protocol/ConsumerChannel.java";

  private Mutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "10 conflict read as success",
            DRIVER,
            "if (appended != LaneStore.Appended.COMMITTED) {",
            "if (appended == LaneStore.Appended.UNKNOWN) {"),
        new Mutant(
            "11 publish on unknown commit",
            DRIVER,
            "if (appended != LaneStore.Appended.COMMITTED) {",
            "if (appended == LaneStore.Appended.CONFLICT) {"),
        new Mutant(
            "12 memory kept after conflict",
            DRIVER,
            "      inbox.offerAgain(made);\n      forget();\n      return true;",
            "      inbox.offerAgain(made);\n      return true;"),
        new Mutant(
            "13 publish skips unknown",
            DISCHARGE,
            "if (ports.streams().publish(StreamChannel.of(producer.port(), lane), first, atoms)) {",
            "if (ports.streams().publish(StreamChannel.of(producer.port(), lane), first, atoms)"
                + " || first >= 0) {"),
        new Mutant(
            "15 watermark before acknowledgement",
            PRODUCER,
            "Optional.of(new Entry.Published(port, acknowledged))",
            "Optional.of(new Entry.Published(port, next))"),
        new Mutant(
            "16 dedup per record",
            CONSUMER,
            "at < atoms.size(); at++",
            "first == expected && at < atoms.size(); at++"),
        new Mutant(
            "16b no dedup of atoms",
            CONSUMER,
            "for (var at = expected - first;",
            "for (var at = 0L;"),
        new Mutant(
            "19 gap skipped",
            CONSUMER,
            "      return false;\n",
            "      cursor += first - expected;\n      expected = first;\n"),
        new Mutant(
            "20 delivery acknowledged by default",
            DRIVER,
            "ports.streams().failed(delivery, consumer.expected());",
            "ports.streams().released(delivery);"),
        new Mutant(
            "22 acknowledge before publish",
            DISCHARGE,
            "return publish(memory) ||",
            "return release(memory) || publish(memory) ||"),
        new Mutant(
            "22b acknowledge before asks settle",
            DISCHARGE,
            "if (!cover.releases(memory)) {",
            "if (memory.head() < 0) {"),
        new Mutant(
            "23 Ask before commit",
            DRIVER,
            "return cover.precedes(state, draft) || commit(state, draft);",
            "return discharge.next(state) || commit(state, draft);"),
        new Mutant(
            "23c answer before commit",
            DRIVER,
            "made.answer(answer);",
            "ports.asks().answer(answer);"),
        new Mutant(
            "24 Open not recorded",
            SERVE,
            "draft.add(replier.serve(caller, item.number(), item.hash(), recorded));",
            "if (recorded.isPresent()) {\n"
                + "draft.add(replier.serve(caller, item.number(), item.hash(), recorded)); }"),
        new Mutant(
            "25 Failed not recorded",
            SERVE,
            "draft.add(replier.serve(caller, item.number(), item.hash(), recorded));",
            "if (!(answer instanceof Outcome.Failed)) {\n"
                + "draft.add(replier.serve(caller, item.number(), item.hash(), recorded)); }"),
        new Mutant(
            "26 below = highest settled",
            ASKER,
            "next : outstanding.firstKey();",
            "next : outstanding.lastKey();"),
        new Mutant(
            "27 Early runs",
            REPLIER,
            "    if (number > next) {\n      return new Outcome.Early();",
            "    if (number > next) {\n      return null;"),
        new Mutant("28 Settled runs", REPLIER, "return new Outcome.Settled();", "return null;"),
        new Mutant(
            "29 hash unchecked", REPLIER, "if (served.hash() != hash) {", "if (number < 0) {"),
        new Mutant(
            "54 forged asker accepted",
            SERVE,
            "case STRANGER -> new Outcome.Busy();",
            "case STRANGER -> null;"),
        new Mutant(
            "54b former asker accepted",
            SERVE,
            "case FORMER -> new Outcome.Fenced();",
            "case FORMER -> null;"),
        new Mutant(
            "54c one key from outside, several asks",
            SERVE,
            "if (!isOwn || item.number() != 0) {",
            "if (!isOwn) {"),
        new Mutant(
            "54g who asks from outside settles",
            SERVE,
            "if (message.below() > 0) {",
            "if (message.below() < 0) {"),
        new Mutant(
            "54d what was not accepted is settled",
            REPLIER,
            "if (age(from) != 0 || below > next) {",
            "if (age(from) != 0) {"),
        new Mutant(
            "54e refusals of other sendings count",
            "driver/Arrivals.java",
            "outcome instanceof Outcome.Mismatch && asker.isLatest(message.attempt())",
            "outcome instanceof Outcome.Mismatch"),
        new Mutant(
            "54f a channel that is not read is applied",
            DRIVER,
            "if (!inputs.isRead(delivery)",
            "if (draft != null && !inputs.isRead(delivery)"),
        new Mutant(
            "32 Expired drops the number",
            ASKER,
            "    voided.put(entry.number(), ask.voided());",
            "    ask.voided();"),
        new Mutant(
            "32b an expired ask is run",
            ASKER,
            "isVoid(entry.getKey()) ? Optional.empty() : Optional.of(ask.payload()),",
            "Optional.of(ask.payload()),"),
        new Mutant(
            "32c an ask expires and settles",
            ANSWER,
            "outcome instanceof Outcome.Expired ? asker.expire(number) : asker.settle(number)",
            "asker.settle(number)"),
        new Mutant(
            "66 continuation of several asks on the first answer",
            ANSWER,
            "if (all.isPresent() && !state.groups().isLast(all.get())) {",
            "if (all.isPresent() && number < 0) {"),
        new Mutant(
            "33 continuation twice on two replies",
            ASKER,
            "outstanding.remove(entry.number());",
            "outstanding.get(entry.number());"),
        new Mutant(
            "34 drain ignores a continuation's asks",
            ANSWER,
            "effects.add(step, ask.root());",
            "effects.add(step, new Root.OfServed(new dev.portals.protocol.Caller.Lane(lane), 0, ask.root().depth()));"),
        new Mutant(
            "34b atoms do not wait for asks",
            PROGRESS,
            "if (memory.isDraining() || memory.stage().isClosing()",
            "if (memory.stage().isClosing()"),
        new Mutant(
            "35 served asks refused while draining",
            DRIVER,
            "more |= serve(memory, asks, made);",
            "more |= !memory.isDraining() && serve(memory, asks, made);"),
        new Mutant(
            "37 dead continuation answers nobody",
            ANSWER,
            "} else if (lastHope && open != null) {",
            "} else if (lastHope && open != null && error.isEmpty()) {"),
        new Mutant(
            "37b first dead continuation answers Failed",
            ANSWER,
            "state.hopes(root) == 1;",
            "state.hopes(root) >= 1;"),
        new Mutant(
            "37c reply of a continuation not recorded",
            ANSWER,
            "      if (open != null) {\n        step.reply()",
            "      if (open == null) {\n        step.reply()"),
        new Mutant(
            "43 dead letter without cursor",
            STEPS,
            "    draft.add(consumer.move());\n    var error",
            "    var error"),
        new Mutant(
            "45 seal overtakes",
            PRODUCER,
            "outbox.add(entry.atom());",
            "if (entry.atom().isSeal()) { outbox.addFirst(entry.atom()); }"
                + " else { outbox.add(entry.atom()); }"),
        new Mutant(
            "46 completion before all inputs",
            INPUTS,
            "      if (!consumer.isSealed()) {\n        return false;\n      }\n    }\n",
            "      if (consumer.isSealed()) {\n        return false;\n      }\n    }\n"),
        new Mutant(
            "17 cursor without channel",
            STATE,
            "new Port(port, channel), at ->",
            "new Port(port, new StreamChannel(channel.stream(), channel.incarnation(), 0)), at ->"),
        new Mutant(
            "46c completion before all lanes",
            INPUTS,
            "      if (!consumer.isSealed()) {\n        return false;\n      }\n    }\n"
                + "    return true;",
            "      if (consumer.isSealed()) {\n        return true;\n      }\n    }\n"
                + "    return consumers.isEmpty();"),
        new Mutant(
            "67 onComplete before asks settle",
            COMPLETION,
            " && inputs.areSealed() && !memory.hasOutstanding();",
            " && inputs.areSealed();"),
        new Mutant(
            "67b seal before onComplete",
            COMPLETION,
            "hasEnded(memory) && task(memory).isEmpty();",
            "hasEnded(memory);"),
        new Mutant(
            "67c onComplete before all inputs",
            COMPLETION,
            "return hasEnded(memory) && memory.producers()",
            "return !memory.hasOutstanding() && memory.producers()"),
        new Mutant(
            "67d that onComplete ran is not stored",
            EFFECTS,
            "      draft.add(new Entry.Wrote(name, values));",
            "      if (!name.equals(\"completed\")) { draft.add(new Entry.Wrote(name, values)); }"),
        new Mutant(
            "68 what onError did is not stored",
            "driver/ErrorSteps.java",
            "            effects.add(step, new Root.OfAtom());\n",
            ""),
        new Mutant(
            "55 memory kept after a failed read",
            DRIVER,
            "      inbox.offerAgain(made);\n      forget();\n      throw thrown;",
            "      inbox.offerAgain(made);\n      throw thrown;"),
        new Mutant(
            "56 nobody wakes a lane without room",
            "driver/Room.java",
            "wakeAt = now + RETRY_MILLIS;",
            "wakeAt = Long.MAX_VALUE;"),
        new Mutant(
            "57 outdated lane refuses deliveries",
            DRIVER,
            "newest(lane) != memory.head()) {\n      reload(); // another",
            "newest(lane) < 0) {\n      reload(); // another"),
        new Mutant(
            "58 outdated lane says Early",
            DRIVER,
            "if (ServeSteps.isEarly(answer) && ports.store().newest(lane) != memory.head()) {",
            "if (ServeSteps.isEarly(answer) && ports.store().newest(lane) < 0) {"),
        new Mutant(
            "59 asks not sent again",
            DISCHARGE,
            "if (resend != null && resend.due() <= now) {",
            "if (resend != null && resend.due() < 0) {"),
        new Mutant(
            "60 deliveries not offered again after conflict",
            INBOX,
            "    }\n    offerHeldAgain();\n",
            "    }\n"),
        new Mutant(
            "61 open asks forgotten",
            REPLIER,
            ".values().removeIf(served -> served.answer().isPresent());",
            ".clear();"),
        new Mutant(
            "62 Broken without a reload",
            ARRIVALS,
            "if (before != null && before == item.number()) {",
            "if (before == null || before == item.number()) {"),
        new Mutant(
            "63 answers to older sendings count",
            ASKER,
            "return answered == attempt;",
            "return true;"),
        new Mutant(
            "70 skip without cursor",
            STEPS,
            "    draft.add(consumer.move());\n    draft.skip(what + \": \" + errors.hear(failed));",
            "    draft.skip(what + \": \" + errors.hear(failed));"),
        new Mutant("71 skip not counted", DRAFT, "    add(Skipped.oneMore(state));\n", ""),
        new Mutant(
            "74 a sequencer ends with what it reads",
            COMPLETION,
            "return mayEnd && inputs",
            "return (mayEnd || !memory.consumers().isEmpty()) && inputs"),
        new Mutant(
            "72 nobody wakes a generator",
            PROGRESS,
            "return generateAt > now ? generateAt : Long.MAX_VALUE;",
            "return Long.MAX_VALUE;"),
        new Mutant(
            "64 cursor not moved by a seal",
            STATE,
            "    if (entry instanceof Entry.Moved moved) {",
            "    if (entry instanceof Entry.Moved moved && !moved.sealed()) {"));
  }
}
