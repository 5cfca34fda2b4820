package dev.portals.examples.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.task.Generator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Size SIZE = new Size(20, 500, 200, 1_003, 50);

  @Test
  void atom_madeAgainFromItsCursor_isTheSame() {
    var first = Operations.of(SIZE).next().at(350, Instant.EPOCH);
    assertThat(Operations.of(SIZE).next().at(350, Instant.EPOCH)).isEqualTo(first);
    assertThat(Operations.of(SIZE).next().at(400, Instant.EPOCH)).isNotEqualTo(first);
  }

  @Test
  void operations_inAtomsOfAnySize_areTheSame() {
    var inFifties = all(Operations.of(SIZE));
    var inSevens = all(Operations.of(new Size(20, 500, 200, 1_003, 7)));
    assertThat(inFifties).hasSize(1_003).isEqualTo(inSevens);
  }

  @Test
  void operations_ofAShop_areOfAllSorts() {
    var sorts = new HashSet<Class<?>>();
    var users = new HashSet<String>();
    for (var operation : all(Operations.of(SIZE))) {
      sorts.add(operation.getClass());
      users.add(operation.user());
    }
    assertThat(sorts).hasSize(3);
    assertThat(users).hasSizeGreaterThan(300).isSubsetOf(new HashSet<>(SIZE.userNames()));
  }

  @Test
  void deliveries_ofAShop_bringEveryItem() {
    var items = all(Deliveries.of(SIZE)).stream().map(Delivery::item).distinct().toList();
    assertThat(items).containsExactlyElementsOf(SIZE.itemNames());
  }

  @Test
  void names_atTheLargest_areAllDifferent() {
    assertThat(new Size(200, 2_000, 0, 0, 1).itemNames()).doesNotHaveDuplicates().hasSize(200);
    assertThat(new Size(200, 2_000, 0, 0, 1).userNames()).doesNotHaveDuplicates().hasSize(2_000);
  }

  @Test
  void size_outOfRange_saysTheRange() {
    assertThatThrownBy(() -> new Size(20, 500, 0, 0, 1_001))
        .isInstanceOf(PortalsException.class)
        .hasMessage("a shop of 1,001 atom. Maybe 1 to 1,000");
  }

  static <T> List<T> all(Generator<T, Integer> generator) {
    var events = new ArrayList<T>();
    var produced = generator.next().at(generator.start(), Instant.EPOCH);
    while (produced instanceof Generator.Atom<T, Integer> atom) {
      events.addAll(atom.events());
      produced = generator.next().at(atom.next(), Instant.EPOCH);
    }
    return events;
  }
}
