package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.plan.Incarnation;
import dev.portals.plan.Manifest;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.spi.Registry;
import dev.portals.spi.Table;
import dev.portals.store.TableRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule L1: one item each, replaced only by who knows it. */
class TableRegistryTest {
  private static final int MANY = 250;

  private final TableRegistry registry = new TableRegistry(new InMemoryTable());

  private static Registration registration(String application) {
    var manifest = new Manifest(application, 1, List.of());
    return Registration.launching("launch", manifest, new Incarnation(1, 7), 1);
  }

  @Test
  void put_overTheKnownVersion_replacesItAndOverAnotherNothing() {
    var first = registration("cart");
    var running = first.in(Phase.RUNNING);
    assertThat(registry.find("cart")).isEmpty();
    assertThat(registry.put(first, 0)).isEqualTo(Table.Written.DONE);
    assertThat(registry.put(running, 0)).isEqualTo(Table.Written.REFUSED);
    assertThat(registry.put(running, 1)).isEqualTo(Table.Written.DONE);
    assertThat(registry.find("cart")).contains(new Registry.Item(running, 2));
  }

  @Test
  void all_ofMoreThanAQueryGives_areInOrderOfName() {
    var names = IntStream.range(0, MANY).mapToObj(number -> "app-" + (1_000 + number)).toList();
    names.forEach(name -> registry.put(registration(name), 0));
    assertThat(registry.all())
        .extracting(item -> item.registration().application())
        .containsExactlyElementsOf(names);
  }
}
