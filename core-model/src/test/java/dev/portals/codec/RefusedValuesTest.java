package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Samples.Positive;
import dev.portals.codec.Samples.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RefusedValuesTest {
  private static final String DAMAGED =
      ". Maybe the bytes were cut or damaged, or are those of another type";

  record Held(String text, List<String> list, Set<String> set, Map<String, Integer> map) {}

  record Link(Optional<Link> next) {}

  record Asserts(boolean fine) {
    Asserts {
      if (!fine) {
        throw new AssertionError("not fine");
      }
    }
  }

  record Broken(int value) {
    @Override
    public int value() {
      throw new IllegalStateException("no value");
    }
  }

  private final Codecs codecs =
      Codecs.builder()
          .add(Held.class, "/held")
          .add(Link.class, "/link")
          .add(Tree.class, "/tree")
          .add(Positive.class, "/positive")
          .add(Asserts.class, "/asserts")
          .add(Broken.class, "/broken")
          .add(Void.class, "/void")
          .build();

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(CodecException.class).hasMessage(message);
  }

  private static void refusesToRead(ThrowingCallable call, String message) {
    refuses(call, "cannot read " + message + DAMAGED);
  }

  private void refusesHeld(Held held, String message) {
    refuses(() -> codecs.encode(Held.class, held), "cannot write Held: " + message);
  }

  @Test
  void encode_null_isRefusedWithItsPlace() {
    var nulls = Collections.<String>singletonList(null);
    var text = "Maybe Optional<String> where there may be none";
    refuses(
        () -> codecs.encode(Held.class, null),
        "cannot write Held: it is null. Maybe a value that stands for nothing");
    refusesHeld(
        new Held(null, List.of(), Set.of(), Map.of()), "Held.text is null. Maybe Optional<String>");
    refusesHeld(
        new Held("", List.of(), Set.of(), null),
        "Held.map is null. Maybe Optional<Map<String, Integer>>");
    refusesHeld(new Held("", nulls, Set.of(), Map.of()), "Held.list holds null. " + text);
    refusesHeld(
        new Held("", List.of(), new HashSet<>(nulls), Map.of()), "Held.set holds null. " + text);
    refusesHeld(
        new Held("", List.of(), Set.of(), Collections.singletonMap(null, 1)),
        "Held.map holds null. " + text);
    refusesHeld(
        new Held("", List.of(), Set.of(), Collections.singletonMap("k", null)),
        "Held.map holds null. Maybe Optional<Integer> where there may be none");
  }

  @Test
  void encode_void_isRefused() {
    assertThatThrownBy(() -> codecs.encode(Void.class, null)).isInstanceOf(CodecException.class);
    refusesToRead(
        () -> codecs.decode(Void.class, Bytes.EMPTY),
        "Void from 0 bytes (at byte 0): Void has no values");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // what a program with unchecked casts might do
  void encode_valueOfAnotherClass_isRefused() {
    assertThatThrownBy(
            () -> Codecs.encode((Codec) codecs.of(Held.class), new Link(Optional.empty())))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("cannot write Held: java.lang.ClassCastException");
    assertThatThrownBy(
            () -> codecs.encode(Held.class, new Held("", (List) List.of(1), Set.of(), Map.of())))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("cannot write Held: java.lang.ClassCastException");
  }

  @Test
  void encode_accessorThatThrows_isRefused() {
    refuses(
        () -> codecs.encode(Broken.class, new Broken(1)),
        "cannot write Broken: the accessor of Broken.value threw java.lang.IllegalStateException:"
            + " no value");
  }

  @Test
  void decode_constructorThatThrows_isRefused() {
    var bytes = new ByteWriter();
    bytes.varint(Numbers.of("value"));
    bytes.bytes(Bytes.of(new byte[] {1}));
    refusesToRead(
        () -> codecs.decode(Positive.class, bytes.toBytes()),
        "Positive from 5 bytes (at byte 5): the constructor of Positive threw"
            + " java.lang.IllegalArgumentException: negative: -1");
    refusesToRead(
        () -> codecs.decode(Asserts.class, Bytes.EMPTY),
        "Asserts from 0 bytes (at byte 0): the constructor of Asserts threw"
            + " java.lang.AssertionError: not fine");
  }

  @Test
  void decode_bytesBehindTheValue_isRefused() {
    var flag = Codecs.builder().add(Boolean.class, "/flag").build().of(Boolean.class);
    refusesToRead(
        () -> Codecs.decode(flag, Bytes.of(new byte[] {1, 1})),
        "Boolean from 2 bytes (at byte 1): 1 bytes are left behind the value");
    refusesToRead(
        () -> Codecs.decode(flag, Bytes.of(new byte[] {2})),
        "Boolean from 1 bytes (at byte 1): 2 is not from 0 to 1");
  }

  @Test
  void decode_componentWhoseBytesDoNotFit_isRefused() {
    record Flags(boolean flag, Optional<String> text) {}
    var flags = Codecs.builder().add(Flags.class, "/flags").build().of(Flags.class);
    var out = new ByteWriter();
    out.varint(Numbers.of("flag"));
    out.bytes(Bytes.of(new byte[] {1, 1}));
    refusesToRead(
        () -> Codecs.decode(flags, out.toBytes()),
        "Flags from %d bytes (at byte %d): 1 bytes are left behind a value that ended"
            .formatted(out.size(), out.size() - 1));
    var other = new ByteWriter();
    other.varint(Numbers.of("text"));
    other.bytes(Bytes.of(new byte[] {2, 'x'}));
    assertThatThrownBy(() -> Codecs.decode(flags, other.toBytes()))
        .isInstanceOf(CodecException.class)
        .hasMessageEndingWith("Optional<String> begins with neither nothing nor a 1" + DAMAGED);
  }

  @Test
  void decode_registeredCodecThatReadsNull_isRefused() {
    var nulls =
        new Codec<Thread>() {
          @Override
          public void write(ByteWriter out, Thread value) {}

          @Override
          @SuppressWarnings("NullAway") // what it must not do
          public Thread read(ByteReader in) {
            return null;
          }

          @Override
          public boolean shareable() {
            return true;
          }
        };
    var threads = Codecs.builder().codec(Thread.class, nulls).build();
    refusesToRead(
        () -> threads.decode(Thread.class, Bytes.EMPTY),
        "Thread from 0 bytes (at byte 0): the registered codec of Thread read null");
  }

  @Test
  void encode_nestingBeyondTheLimit_isRefused() {
    refuses(
        () -> codecs.encode(Link.class, chain(200)),
        "cannot write Link: the value is nested more than 200 deep. Maybe a list instead of a"
            + " chain");
    refuses(
        () -> codecs.encode(Link.class, chain(100_000)),
        "cannot write Link: the value is nested more than 200 deep. Maybe a list instead of a"
            + " chain");
    var deepest = codecs.encode(Link.class, chain(199));
    assertThat(codecs.encode(Link.class, codecs.decode(Link.class, deepest))).isEqualTo(deepest);
  }

  @Test
  void decode_nestingBeyondTheLimit_isRefused() {
    var bytes = codecs.encode(Link.class, new Link(Optional.empty()));
    for (int i = 0; i < 5_000; i++) {
      var out = new ByteWriter();
      out.varint(Numbers.of("next"));
      int mark = out.begin();
      out.fixed8(1);
      out.raw(bytes);
      out.end(mark);
      bytes = out.toBytes();
    }
    var deep = bytes;
    assertThatThrownBy(() -> codecs.decode(Link.class, deep))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("the value is nested more than 200 deep");
  }

  @Test
  void encode_wideAndDeepTree_comesBack() {
    var tree = new Tree("leaf", List.of());
    for (int i = 0; i < 90; i++) {
      tree = new Tree("n" + i, new ArrayList<>(List.of(tree, new Tree("x", List.of()))));
    }
    assertThat(codecs.decode(Tree.class, codecs.encode(Tree.class, tree))).isEqualTo(tree);
  }

  private static Link chain(int length) {
    var link = new Link(Optional.empty());
    for (int i = 0; i < length; i++) {
      link = new Link(Optional.of(link));
    }
    return link;
  }
}
