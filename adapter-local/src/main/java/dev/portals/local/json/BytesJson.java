package dev.portals.local.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.portals.codec.Bytes;
import java.io.IOException;

/** {@link Bytes} as base64 (RFC 4648, section 4). */
final class BytesJson {
  private BytesJson() {}

  static final class Writer extends StdScalarSerializer<Bytes> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Bytes.class);
    }

    @Override
    public void serialize(Bytes value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeBinary(value.toByteArray());
    }
  }

  static final class Reader extends StdScalarDeserializer<Bytes> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Bytes.class);
    }

    @Override
    public Bytes deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Bytes.of(json.getBinaryValue());
    }
  }
}
