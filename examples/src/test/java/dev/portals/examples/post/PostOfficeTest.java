package dev.portals.examples.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import dev.portals.testkit.Simulation;
import dev.portals.testkit.reference.Interpreter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostOfficeTest {
  private static final List<List<Parcel>> BAGS =
      List.of(
          List.of(new Parcel("ann", 0, false), new Parcel("bob", 2, false)),
          List.of(new Parcel("cid", 0, true)),
          List.of(new Parcel("ann", 1, false), new Parcel("bob", 0, true)));

  @TempDir Path directory;

  @Test
  void parcels_ofThoseNotAtHome_comeBackUntilTheyAreDelivered() {
    var interpreter = new Interpreter();
    interpreter.launch(PostOffice.post(), PostOffice.depot());
    BAGS.forEach(bag -> interpreter.publish(PostOffice.POSTED, bag));

    assertThat(interpreter.streams().get("/depot/streams/delivered").atoms())
        .filteredOn(atom -> !atom.isEmpty())
        .containsExactly(List.of("ann has 1"), List.of("bob has 1"), List.of("ann has 2"));
  }

  @Test
  void urgentParcels_areTakenByWhoComesLaterFromThenOn() {
    var interpreter = new Interpreter();
    interpreter.launch(PostOffice.post(), PostOffice.depot());
    interpreter.publish(PostOffice.POSTED, BAGS.get(1));
    interpreter.launch(PostOffice.express());
    interpreter.publish(PostOffice.POSTED, BAGS.get(2));

    assertThat(interpreter.streams().get("/express/streams/delivered").atoms())
        .containsExactly(List.of("bob"));
  }

  @Test
  void parcels_underAllFaults_areDeliveredOnce() {
    var office = Simulation.of(PostOffice.post(), PostOffice.depot(), PostOffice.express());

    office.publishing(PostOffice.POSTED, BAGS).seeds(1, 200).check();
    office.publishing(PostOffice.POSTED, BAGS).lanes(2).seeds(1, 100).check();
  }

  @Test
  void bagPostedTwice_underOneKey_isDeliveredOnce() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(PostOffice.post(), PostOffice.depot(), PostOffice.express());
      portals.publish(PostOffice.POSTED, BAGS.get(0), "bag-1").join();
      portals.publish(PostOffice.POSTED, BAGS.get(0), "bag-1").join();

      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      assertThat(portals.lanes())
          .filteredOn(lane -> lane.lane().operator().equals("workflows/doors"))
          .singleElement()
          .satisfies(doors -> assertThat(doors.atoms()).isEqualTo(3)); // bob's comes back twice
    }
  }
}
