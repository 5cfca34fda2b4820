package dev.portals.build;

import static dev.portals.build.Built.problems;
import static dev.portals.build.Built.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.task.AtomStream;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import org.junit.jupiter.api.Test;

/** Design rule S12, one broken rule a test: sequencers, connections, splitters, splits. */
class ConnectedTest {
  private static final Sequencer<String> COURT =
      Sequencer.at("/shop/sequencers/court", String.class);
  private static final Sequencer<String> FOREIGN =
      Sequencer.at("/other/sequencers/court", String.class);
  private static final Splitter<String> WORDS = Splitter.at("/shop/splitters/words", String.class);

  @Test
  void s12_sequencersAndSplitsThatAreThere_areFine() {
    assertThat(
            problems(
                app -> {
                  app.connect(app.workflow("w", app.sequencer(COURT)).sink("back"), COURT);
                  app.splitter(WORDS, words(app));
                  app.connect(app.split(WORDS, "short", word -> word.length() < 3), COURT);
                  app.connect(AtomStream.at("/other/streams/s", String.class), FOREIGN);
                }))
        .isEmpty();
  }

  @Test
  void s12_applicationOfOneConnection_isFine() {
    assertThat(
            problems(app -> app.connect(AtomStream.at("/other/streams/s", String.class), FOREIGN)))
        .isEmpty();
  }

  @Test
  void s12_connectionOfUnknownParts_isRefused() {
    assertThat(problems(app -> app.connect(AtomStream.at("/shop/streams/s", String.class), COURT)))
        .containsExactly(
            "/shop: connects /shop/streams/s, which is not declared. Maybe .sink(…)",
            "/shop: connects to /shop/sequencers/court, which is not declared. "
                + "Maybe app.sequencer(…)");
  }

  @Test
  void s12_connectionMadeTwice_isRefused() {
    assertThat(
            problems(
                app -> {
                  app.sequencer(COURT);
                  var words = words(app);
                  app.connect(words, COURT);
                  app.connect(words, COURT);
                }))
        .containsExactly(
            "/shop/sequencers/court: is connected twice with /shop/streams/words. "
                + "Maybe once: each atom would come twice");
  }

  @Test
  void s12_connectionOfAnotherClass_isRefused() {
    assertThat(
            problems(
                app -> {
                  app.sequencer(Sequencer.at(COURT.path(), Integer.class));
                  app.connect(words(app), COURT);
                }))
        .containsExactly(
            "/shop: connects to /shop/sequencers/court as String, but it carries Integer. "
                + "Maybe share one constant");
  }

  @Test
  void s12_sequencerDeclaredTwice_isRefused() {
    assertThat(
            problems(
                app -> {
                  app.sequencer(COURT);
                  app.sequencer(COURT);
                }))
        .containsExactly(
            "/shop/sequencers/court: is declared twice. Maybe another name",
            "/shop/streams/court: has two producers. Maybe one name for each sink and generator");
  }

  @Test
  void s12_partsOfAnotherApplication_areNotDeclaredHere() {
    assertThat(
            problems(
                app -> {
                  app.sequencer(FOREIGN);
                  app.splitter(Splitter.at("/other/splitters/s", String.class), words(app));
                }))
        .contains(
            "/other/sequencers/court: is a sequencer of another application. "
                + "Maybe /shop/sequencers/court",
            "/other/splitters/s: is a splitter of another application. Maybe /shop/splitters/s");
  }

  @Test
  void s12_splitOfUnknownSplitter_isRefused() {
    assertThat(problems(app -> app.split(WORDS, "short", word -> true)))
        .containsExactly(
            "/shop/splits/short: takes of /shop/splitters/words, which is not declared. "
                + "Maybe app.splitter(…)");
  }

  @Test
  void s12_splitterDeclaredTwiceOrOfNoStream_isRefused() {
    var absent = AtomStream.at("/shop/streams/absent", String.class);
    assertThat(
            problems(
                app -> {
                  app.splitter(WORDS, absent);
                  app.splitter(WORDS, words(app));
                }))
        .containsExactly(
            "/shop/splitters/words: splits /shop/streams/absent, which is not declared. "
                + "Maybe .sink(…)",
            "/shop/splitters/words: is declared twice. Maybe another name");
  }

  @Test
  void s12_splitsOfOneName_areRefused() {
    assertThat(
            problems(
                app -> {
                  app.splitter(WORDS, words(app));
                  app.split(WORDS, "short", word -> true);
                  app.split(WORDS, "short", word -> false);
                }))
        .contains("/shop/splits/short: is declared twice. Maybe another name");
  }

  @Test
  void path_ofAnotherKind_isRefusedAtOnce() {
    assertThatThrownBy(() -> Sequencer.at("/shop/streams/court", String.class))
        .isInstanceOf(PortalsException.class)
        .hasMessage(
            "\"/shop/streams/court\" is not the path of one of an application's sequencers. "
                + "Maybe /application/sequencers/name.");
  }
}
