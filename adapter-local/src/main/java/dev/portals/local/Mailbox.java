package dev.portals.local;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;

/** Takes what is brought to a lane, from any thread. */
interface Mailbox {
  void offer(AskMessage message);

  void offer(AnswerMessage message);
}
