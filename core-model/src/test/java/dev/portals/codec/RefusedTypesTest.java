package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusedTypesTest {
  private static final String AT = "/cart/workflows/cart task cart state contents";

  record Contents(List<URI> items) {}

  @SuppressWarnings("rawtypes")
  record Many<T>(
      int[] array,
      List<int[]> arrays,
      T[] generics,
      List raw,
      List<?> wild,
      T variable,
      Object any,
      Runnable plain,
      ArrayList<String> concrete,
      Void nothing,
      Optional<URI> foreign,
      String fine) {}

  record Holder(Many<String> many) {}

  record Report(String average, int fractions) {}

  enum Empty {}

  enum Twins {
    average,
    fractions
  }

  record Endless(int value, Endless next) {}

  record Ping(Pong pong) {}

  record Pong(Ping ping) {}

  sealed interface Open permits Fine, Loose {}

  record Fine() implements Open {}

  non-sealed interface Loose extends Open {}

  record Grows<T>(Optional<Grows<List<T>>> more) {}

  record HoldsGrows(Grows<String> grows) {}

  private static List<String> problems(Class<?> type) {
    return Codecs.builder().add(type, AT).problems();
  }

  @Test
  void problems_componentWithoutCodec_nameThePathAndTheWayOut() {
    assertThat(problems(Contents.class))
        .containsExactly(
            AT
                + " Contents.items: java.net.URI has no codec. Maybe register one:"
                + " app.codec(URI.class, …)");
  }

  @Test
  void problems_ofARecordFullOfThem_areReportedAllAtOnce() {
    assertThat(problems(Holder.class))
        .containsExactly(
            AT + " Many.array: int[] is an array, which is mutable. Maybe a List, or Bytes",
            AT + " Many.arrays: int[] is an array, which is mutable. Maybe a List, or Bytes",
            AT + " Many.generics: T[] is an array, which is mutable. Maybe a List, or Bytes",
            AT
                + " Many.raw: java.util.List without type arguments does not say what it holds."
                + " Maybe put it into a record: record Holder(List<…> value)",
            AT + " Many.wild: ? is a wildcard. Maybe name the class",
            AT
                + " Many.any: java.lang.Object does not say what it is. Maybe a sealed interface of"
                + " records",
            AT
                + " Many.plain: java.lang.Runnable is an interface that is not sealed, so its"
                + " classes are not known. Maybe make it sealed",
            AT + " Many.concrete: java.util.ArrayList has no codec. Maybe List, Set or Map",
            AT + " Many.nothing: Void has no values. Maybe leave it out",
            AT
                + " Many.foreign: java.net.URI has no codec. Maybe register one:"
                + " app.codec(URI.class, …)");
  }

  @Test
  void problems_topLevelTypes_nameThePathAlone() {
    assertThat(problems(Map.class))
        .containsExactly(
            AT
                + ": java.util.Map without type arguments does not say what it holds. Maybe put it"
                + " into a record: record Holder(Map<…> value)");
    assertThat(problems(Many.class)).singleElement().asString().contains("without type arguments");
    assertThat(problems(byte[].class))
        .containsExactly(AT + ": byte[] is an array, which is mutable. Maybe a List, or Bytes");
    assertThat(problems(Thread.class))
        .containsExactly(
            AT + ": java.lang.Thread has no codec. Maybe register one: app.codec(Thread.class, …)");
  }

  @Test
  void problems_collidingNames_adviseToRename() {
    assertThat(problems(Report.class))
        .containsExactly(
            AT
                + ": the components of Report named average and fractions have the same number"
                + " 2011794. Maybe rename one of them");
    assertThat(problems(Twins.class))
        .containsExactly(
            AT
                + ": the constants of Twins named average and fractions have the same number"
                + " 2011794. Maybe rename one of them");
  }

  @Test
  void problems_typesWithoutValues_areReported() {
    assertThat(problems(Empty.class))
        .containsExactly(AT + ": Empty has no constants, so there is no value. Maybe add one");
    assertThat(problems(Endless.class))
        .containsExactly(
            AT
                + " Endless: it contains itself, so no value would end. Maybe Optional<Endless> or"
                + " List<Endless> inside");
    assertThat(problems(Ping.class)).hasSize(2).allMatch(p -> p.contains("contains itself"));
  }

  @Test
  void problems_variantThatIsOpen_nameTheSealedType() {
    assertThat(problems(Open.class))
        .containsExactly(
            ("%s Open: %s is an interface that is not sealed, so its classes are not known."
                    + " Maybe make it sealed")
                .formatted(AT, Loose.class.getName()));
  }

  @Test
  void problems_genericRecordThatGrows_areReported() {
    assertThat(problems(HoldsGrows.class))
        .singleElement()
        .asString()
        .startsWith(AT + " Grows.more: ")
        .endsWith("grows without end. Maybe name the class in place of its type variable");
  }

  @Test
  void problems_recordThatIsTooWide_areReported() {
    assertThat(problems(Wide.class))
        .containsExactly(
            AT
                + ": dev.portals.codec.Wide has 201 components, and 200 is the limit. Maybe group"
                + " them into records");
  }

  @Test
  void codec_forAClassThatHasOne_isReported() {
    var builder =
        Codecs.builder()
            .codec(URI.class, Samples.URI_CODEC)
            .codec(URI.class, Samples.URI_CODEC)
            .codec(String.class, Codecs.builder().add(String.class, AT).build().of(String.class));
    assertThat(builder.problems())
        .containsExactly(
            "codec of java.net.URI: it is registered twice",
            "codec of java.lang.String: it has one of its own already");
  }

  @Test
  void build_withProblems_listsThemAll() {
    var builder = Codecs.builder().add(Contents.class, "/a").add(Object.class, "/b");
    assertThatThrownBy(builder::build)
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "not every declared type can become bytes:\n  %s\n  %s", builder.problems().toArray());
  }

  @Test
  void problems_fixedByALaterRegistration_areGone() {
    var builder = Codecs.builder().add(Contents.class, AT);
    assertThat(builder.problems()).hasSize(1);
    var codecs = builder.codec(URI.class, Samples.URI_CODEC).build();
    var contents = new Contents(List.of(URI.create("a:b")));
    assertThat(codecs.decode(Contents.class, codecs.encode(Contents.class, contents)))
        .isEqualTo(contents);
  }

  @Test
  void of_undeclaredClass_isRefused() {
    var codecs = Codecs.builder().add(Samples.Tree.class, AT).build();
    assertThat(codecs.of(Samples.Tree.class)).hasToString("Tree");
    assertThat(codecs.of(String.class)).hasToString("String");
    assertThatThrownBy(() -> codecs.of(Contents.class))
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "%s was not declared, so it is neither written nor read. Maybe declare it, or the type"
                + " it is a part of, where the application is built",
            Contents.class.getName());
  }
}
