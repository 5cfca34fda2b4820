package dev.portals.driver;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Outcome;
import dev.portals.spi.AskTransport;
import java.util.ArrayList;
import java.util.List;

/** A transport that notes asks and answers. */
final class FakeAsks implements AskTransport {
  private final List<String> calls;
  final List<AskMessage> asks = new ArrayList<>();
  final List<AnswerMessage> answers = new ArrayList<>();

  FakeAsks(List<String> calls) {
    this.calls = calls;
  }

  @Override
  public void ask(AskMessage message) {
    calls.add("ask " + message.items().stream().map(AskMessage.Item::number).toList());
    asks.add(message);
  }

  @Override
  public void answer(AnswerMessage message) {
    calls.add("answer");
    answers.add(message);
  }

  AskMessage last() {
    return asks.get(asks.size() - 1);
  }

  /** Every outcome that was sent, in order. */
  List<Outcome> outcomes() {
    return answers.stream()
        .flatMap(message -> message.items().stream().map(AnswerMessage.Item::outcome))
        .toList();
  }
}
