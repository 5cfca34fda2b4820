package dev.portals.testkit.reference;

import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.task.Answer;
import java.util.List;

/** Values of one application as bytes, so that changing an object changes nothing (S10). */
record Values(Codecs codecs) {
  @SuppressWarnings("unchecked") // values were typed where they were declared
  Bytes encode(Class<?> type, Object value) {
    return Codecs.encode((Codec<Object>) codecs.of(type), value);
  }

  Object decode(Class<?> type, Bytes value) {
    return Codecs.decode(codecs.of(type), value);
  }

  List<Bytes> encode(Class<?> type, List<?> values) {
    return values.stream().map(value -> encode(type, value)).toList();
  }

  List<Object> decode(Class<?> type, List<Bytes> values) {
    return values.stream().map(value -> decode(type, value)).toList();
  }

  Answer<Object> answer(Class<?> type, Answer<Bytes> answer) {
    if (answer instanceof Answer.Replied<Bytes> replied) {
      return new Answer.Replied<>(decode(type, replied.value()));
    } else if (answer instanceof Answer.Failed<Bytes> failed) {
      return new Answer.Failed<>(failed.error());
    }
    return new Answer.Expired<>();
  }
}
