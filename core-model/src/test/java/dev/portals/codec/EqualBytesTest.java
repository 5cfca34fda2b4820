package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EqualBytesTest {
  private record Held(Map<String, Set<Integer>> map) {}

  private record Reals(float f, Double d) {}

  private final Codec<Held> codec =
      Codecs.builder().add(Held.class, "/held").build().of(Held.class);

  @Test
  void encode_equalMapsInAnyInsertionOrder_givesEqualBytes() {
    var random = new Random(5);
    for (int size = 0; size < 40; size++) {
      var keys = new ArrayList<String>();
      for (int i = 0; i < size; i++) {
        keys.add("k".repeat(random.nextInt(200)) + i);
      }
      var first = Codecs.encode(codec, held(keys));
      for (int round = 0; round < 10; round++) {
        Collections.shuffle(keys, random);
        assertThat(Codecs.encode(codec, held(keys))).isEqualTo(first);
      }
      var decoded = Codecs.decode(codec, first);
      assertThat(decoded).isEqualTo(held(keys));
      assertThat(Codecs.encode(codec, decoded)).isEqualTo(first);
      assertThat(decoded.map().keySet())
          .containsExactlyElementsOf(new TreeMap<>(decoded.map()).keySet());
    }
  }

  private static Held held(List<String> keys) {
    var map = new LinkedHashMap<String, Set<Integer>>();
    for (var key : keys) {
      var numbers = new ArrayList<>(List.of(1, -1, 200, key.length()));
      Collections.rotate(numbers, keys.indexOf(key));
      map.put(key, new LinkedHashSet<>(numbers));
    }
    return new Held(map);
  }

  @Test
  void encode_equalReals_givesEqualBytes() {
    var reals = Codecs.builder().add(Reals.class, "/reals").build().of(Reals.class);
    var one = new Reals(Float.intBitsToFloat(0x7FC00001), Double.longBitsToDouble(-1L));
    var two = new Reals(Float.NaN, Double.NaN);
    assertThat(one).isEqualTo(two);
    assertThat(Codecs.encode(reals, one)).isEqualTo(Codecs.encode(reals, two));
    assertThat(Codecs.encode(reals, new Reals(0f, 0d)))
        .isNotEqualTo(Codecs.encode(reals, new Reals(-0f, 0d)));
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // two objects on purpose
  void encode_mapWithTwoKeysOfTheSameBytes_isRefused() {
    var map = new IdentityHashMap<String, Set<Integer>>();
    map.put(new String("same"), Set.of());
    map.put(new String("same"), Set.of());
    map.put("other", Set.of());
    assertThatThrownBy(() -> Codecs.encode(codec, new Held(map)))
        .isInstanceOf(CodecException.class)
        .hasMessage("cannot write Held: Held.map holds two keys or elements with the same bytes");
  }

  @Test
  void decode_keysTwiceOrOutOfOrder_areRefused() {
    for (var keys : List.of(List.of("a", "a"), List.of("b", "a"))) {
      var out = new ByteWriter();
      out.varint(Numbers.of("map"));
      int mark = out.begin();
      for (var key : keys) {
        out.string(key);
        out.bytes(Bytes.EMPTY);
      }
      out.end(mark);
      assertThatThrownBy(() -> Codecs.decode(codec, out.toBytes()))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("Held.map has keys or elements twice or out of order");
    }
  }

  @Test
  void encode_callersMapChangedLater_doesNotChangeTheBytes() {
    var map = new LinkedHashMap<>(Map.of("a", Set.of(1)));
    var bytes = Codecs.encode(codec, new Held(map));
    var decoded = Codecs.decode(codec, bytes);
    map.clear();
    assertThat(decoded.map()).containsExactly(Map.entry("a", Set.of(1)));
  }
}
