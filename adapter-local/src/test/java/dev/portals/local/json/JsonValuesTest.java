package dev.portals.local.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonValuesTest {
  sealed interface Request {
    String item();
  }

  record Take(String item) implements Request {}

  sealed interface Other extends Request {}

  record PutBack(String item, int pieces) implements Other {
    PutBack {
      if (pieces < 1) {
        throw new IllegalArgumentException(pieces + " pieces. Maybe 1 or more");
      }
    }
  }

  enum Colour implements Other {
    RED,
    BLUE;

    @Override
    public String item() {
      return name();
    }
  }

  record Nothing() {}

  record All(
      boolean yes,
      int number,
      long large,
      double real,
      String text,
      Bytes bytes,
      BigDecimal exact,
      UUID id,
      Instant at,
      Duration length,
      Colour colour,
      Request request,
      Nothing nothing,
      List<Request> requests,
      Set<String> names,
      Map<String, Integer> counts,
      Optional<String> note) {}

  record Noted(String text, Optional<String> note) {}

  private static final All ALL =
      new All(
          true,
          -3,
          Long.MAX_VALUE,
          0.5,
          "sö\"cks",
          Bytes.ofUtf8("abc"),
          new BigDecimal("1.50"),
          new UUID(1, 2),
          Instant.parse("2026-01-02T03:04:05.678Z"),
          Duration.ofMillis(1_500),
          Colour.BLUE,
          new Take("socks"),
          new Nothing(),
          List.of(new PutBack("tent", 2), Colour.RED),
          Set.of("alice"),
          Map.of("socks", 2),
          Optional.of("gift"));

  private final JsonValues json = new JsonValues();

  @Test
  void value_ofEveryType_survivesARoundTrip() {
    assertThat(json.read(All.class, json.write(All.class, ALL))).isEqualTo(ALL);
  }

  @Test
  void value_written_looksAsPeopleExpect() {
    assertThat(json.write(All.class, ALL))
        .isEqualTo(
            """
            {"yes":true,"number":-3,"large":9223372036854775807,"real":0.5,"text":"sö\\"cks",\
            "bytes":"YWJj","exact":1.50,"id":"00000000-0000-0001-0000-000000000002",\
            "at":"2026-01-02T03:04:05.678Z","length":"PT1.5S","colour":"BLUE",\
            "request":{"Take":{"item":"socks"}},"nothing":{},\
            "requests":[{"PutBack":{"item":"tent","pieces":2}},{"Colour":"RED"}],\
            "names":["alice"],"counts":{"socks":2},"note":"gift"}""");
  }

  @Test
  void sealedType_asRoot_isWrapped() {
    assertThat(json.write(Request.class, new Take("socks")))
        .isEqualTo("{\"Take\":{\"item\":\"socks\"}}");
    assertThat(json.read(Request.class, "{\"Take\":{\"item\":\"socks\"}}"))
        .isEqualTo(new Take("socks"));
  }

  @Test
  void optional_leftOutOrNull_isEmpty() {
    var empty = new Noted("x", Optional.empty());
    assertThat(json.read(Noted.class, "{\"text\":\"x\"}")).isEqualTo(empty);
    assertThat(json.read(Noted.class, "{\"text\":\"x\",\"note\":null}")).isEqualTo(empty);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Take':{'item':'socks','size':3}} | unknown field 'size'. Maybe {'item': String}",
        "{'Take':{'thing':'socks'}} | item is missing. Maybe {'item': String}",
        "{'Take':{'item':null}} | item is missing. Maybe {'item': String}",
        "{'Take':{'item':3}} | item is not of type String",
        "{'Take':{'item':[]}} | item is not of type String",
        "{'Tkae':{'item':'x'}} | 'Tkae' is no Request. Maybe Colour, PutBack or Take",
        "{'PutBack':{'item':'x','pieces':0}} | the value: 0 pieces. Maybe 1 or more",
        "{'PutBack':{'item':'x','pieces':'2'}} | pieces is not of type int",
        "{'PutBack':{'item':'x','pieces':1.5}} | pieces is not of type int",
        "{'PutBack':{'item':'x','pieces':99999999999}} | pieces is not of type int",
        "{'Colour':'GREEN'} | the value is not 'RED' or 'BLUE'",
        "{'Colour':1} | the value is not 'RED' or 'BLUE'",
      })
  void text_ofAnotherForm_isRefusedWithTheField(String text, String message) {
    assertThatThrownBy(() -> json.read(Request.class, text.replace('\'', '"')))
        .isInstanceOf(JsonException.class)
        .hasMessage(message.replace('\'', '"'));
  }

  record Basket(List<Request> requests, Map<String, Integer> counts) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'requests':[{'Take':{'item':'x'}},{'Take':{}}],'counts':{}}"
            + "| requests[1].item is missing. Maybe {'item': String}",
        "{'requests':[{'Take':{'item':'x','no':1}}],'counts':{}}"
            + "| requests[0]: unknown field 'no'. Maybe {'item': String}",
        "{'requests':[],'counts':{'socks':'x'}} | counts.socks is not of type Integer",
        "{'requests':{},'counts':{}} | requests is not a list",
      })
  void text_wrongInside_isRefusedWithThePath(String text, String message) {
    assertThatThrownBy(() -> json.read(Basket.class, text.replace('\'', '"')))
        .isInstanceOf(JsonException.class)
        .hasMessage(message.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | there is no JSON",
        "{'Take': | this is not JSON: Unexpected end-of-input",
        "{'Take':{'item':'x','item':'y'}} | Duplicate",
        "{'Take':{'item':'x'}} 1 | there is more behind the value. Maybe one value",
        "null | null is no Request. Maybe {'Colour'",
        "socks | this is not JSON: Unrecognized token 'socks'",
        "3 | the value is not {'Colour'",
        "{} | the value is not {'Colour'",
      })
  void text_thatIsNoValue_isRefusedInOneLine(String text, String part) {
    assertThatThrownBy(() -> json.read(Request.class, text.replace('\'', '"')))
        .isInstanceOf(JsonException.class)
        .message()
        .satisfies(message -> assertThat(message.replace('"', '\'')).contains(part))
        .doesNotContain("\n");
  }
}
