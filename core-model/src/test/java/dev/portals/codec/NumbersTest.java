package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void of_knownNames_isTheFoldedFnv1a() {
    // test vectors of FNV-1a 32: "" 811c9dc5, "a" e40c292c, "foobar" bf9cf968
    assertThat(Numbers.of("")).isEqualTo((0x811C9DC5 >>> 21 ^ 0x811C9DC5) & 0x1FFFFF);
    assertThat(Numbers.of("a")).isEqualTo((0xE40C292C >>> 21 ^ 0xE40C292C) & 0x1FFFFF);
    assertThat(Numbers.of("foobar")).isEqualTo((0xBF9CF968 >>> 21 ^ 0xBF9CF968) & 0x1FFFFF);
    assertThat(Numbers.of("")).isEqualTo(1_874_381);
    assertThat(Numbers.of("a")).isEqualTo(798_220);
    assertThat(Numbers.of("foobar")).isEqualTo(1_899_668);
    assertThat(Numbers.of("é")).isEqualTo(1_959_989);
    assertThat(Numbers.of("item")).isEqualTo(1_586_975);
    assertThat(Numbers.of("price")).isEqualTo(279_920);
    assertThat(Numbers.of("key")).isEqualTo(1_428_268);
  }

  @Test
  void index_anyNumber_findsItsNameOrNone() {
    var names = new ArrayList<>(List.of("a", "b", "item", "user", "é"));
    var numbers = new Numbers(names, "names");
    int found = 0;
    for (int number = 0; number <= Numbers.LARGEST; number++) {
      int index = numbers.index(number);
      if (index >= 0) {
        found++;
        assertThat(numbers.number(index)).isEqualTo(number).isEqualTo(Numbers.of(names.get(index)));
      }
    }
    assertThat(found).isEqualTo(names.size());
    assertThat(new Numbers(List.of(), "none").index(5)).isEqualTo(-1);
  }
}
