package dev.portals.spi;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;

/** Carries asks and answers. May lose, repeat, delay and reorder both; the asker repeats. */
public interface AskTransport {
  /** Brings asks to {@link AskMessage#replier}. */
  void ask(AskMessage message);

  /**
   * Brings outcomes to {@link AnswerMessage#caller}. For a caller from outside they leave the
   * system here.
   */
  void answer(AnswerMessage message);
}
