package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.spi.Delivery;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The contracts of transports are only worth what they would find. */
class BrokenTransportsTest {
  static final List<Named<Supplier<StreamTransportContract>>> STREAMS =
      List.of(
          Named.of("an acknowledged publish is lost", LosingStreams::new),
          Named.of("what is repeated is kept twice", RepeatingStreams::new),
          Named.of("a delivery is out of order", ReorderingStreams::new),
          Named.of("two atoms become one", MergingStreams::new),
          Named.of("what was handed out does not come again", ForgettingStreams::new),
          Named.of("a reader is given another stream", MixingStreams::new),
          Named.of("there is never room again", FullStreams::new));

  static final List<Named<Supplier<AskTransportContract>>> ASKS =
      List.of(
          Named.of("asks never come", LosingAsks::new),
          Named.of("asks come in another order", ReorderingAsks::new),
          Named.of("answers come to the replier too", SpreadingAsks::new),
          Named.of("unasked answers never come", LosingUnaskedAnswers::new),
          Named.of("an outside caller hears another outcome", LyingAsks::new));

  private static final class LosingStreams extends PlainStreamsContractTest {
    private int published;

    @Override
    public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
      return ++published % 5 == 3 || super.publish(channel, first, atoms);
    }
  }

  private static final class RepeatingStreams extends PlainStreamsContractTest {
    @Override
    public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
      return kept.computeIfAbsent(channel, c -> new ArrayList<>()).addAll(atoms);
    }
  }

  private static final class ReorderingStreams extends PlainStreamsContractTest {
    @Override
    protected Optional<Delivery> next(LaneId reader) {
      return super.next(reader)
          .map(it -> new Delivery(it.port(), it.channel(), it.first(), reversed(it.atoms())));
    }

    private static List<Atom> reversed(List<Atom> atoms) {
      var reversed = new ArrayList<>(atoms);
      Collections.reverse(reversed);
      return reversed;
    }
  }

  private static final class MergingStreams extends PlainStreamsContractTest {
    @Override
    public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
      return super.publish(channel, first, atoms.subList(0, 1));
    }
  }

  private static final class ForgettingStreams extends PlainStreamsContractTest {
    @Override
    protected void restart() {}
  }

  private static final class MixingStreams extends PlainStreamsContractTest {
    private StreamChannel only;

    @Override
    protected void subscribe(LaneId reader, StreamChannel channel) {
      only = only == null ? channel : only;
      super.subscribe(reader, only);
    }
  }

  private static final class FullStreams extends PlainStreamsContractTest {
    @Override
    public boolean hasRoom(StreamChannel channel) {
      return kept.getOrDefault(channel, List.of()).size() < 50;
    }
  }

  private static final class LosingAsks extends PlainAsksContractTest {
    @Override
    public void ask(AskMessage message) {}
  }

  private static final class ReorderingAsks extends PlainAsksContractTest {
    @Override
    public void ask(AskMessage it) {
      var items = new ArrayList<>(it.items());
      Collections.reverse(items);
      super.ask(new AskMessage(it.caller(), it.replier(), it.attempt(), it.below(), items));
    }
  }

  private static final class SpreadingAsks extends PlainAsksContractTest {
    @Override
    public void answer(AnswerMessage message) {
      super.answer(message);
      bring(message.replier(), message);
    }
  }

  private static final class LosingUnaskedAnswers extends PlainAsksContractTest {
    @Override
    public void answer(AnswerMessage message) {
      if (message.attempt() != AnswerMessage.UNASKED) {
        super.answer(message);
      }
    }
  }

  private static final class LyingAsks extends PlainAsksContractTest {
    @Override
    void tell(Caller.External caller, Outcome outcome) {
      super.tell(caller, new Outcome.Failed("no"));
    }
  }

  @ParameterizedTest
  @FieldSource("STREAMS")
  void streams_thatAreBroken_failTheContract(Supplier<StreamTransportContract> broken)
      throws Exception {
    assertThat(failed(StreamTransportContract.class, broken)).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("ASKS")
  void asks_thatAreBroken_failTheContract(Supplier<AskTransportContract> broken) throws Exception {
    assertThat(failed(AskTransportContract.class, broken)).isNotEmpty();
  }

  /** The names of the tests that fail. */
  private static <C> List<String> failed(Class<C> contract, Supplier<C> broken) throws Exception {
    var failed = new ArrayList<String>();
    var begin = contract.getDeclaredMethod("begin");
    for (var test : Arrays.asList(contract.getDeclaredMethods())) {
      if (test.isAnnotationPresent(Test.class)) {
        var each = broken.get();
        begin.invoke(each);
        try {
          test.invoke(each);
        } catch (InvocationTargetException found) {
          failed.add(test.getName());
        }
      }
    }
    return failed;
  }
}
