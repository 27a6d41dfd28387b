package org.gantry.bus.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import java.util.function.Function;
import org.gantry.domain.Codec;

/**
 * A codec by way of a message of the schema.
 *
 * @param type the message's full name
 * @param parser reads the message
 * @param toMessage from the domain
 * @param toDomain to the domain; refuses what the domain's records refuse
 */
record ProtoCodec<V, M extends Message>(
        String type, Parser<M> parser, Function<V, M> toMessage, Function<M, V> toDomain) implements Codec<V> {
    @Override
    public byte[] encode(V value) {
        return toMessage.apply(value).toByteArray();
    }

    @Override
    public V decode(byte[] bytes) {
        try {
            // the message points into the bytes instead of copying what is large in them
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            in.enableAliasing(true);
            M message = parser.parseFrom(in);
            in.checkLastTagWas(0);
            return toDomain.apply(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("these bytes are no " + type + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(type + ": " + e.getMessage(), e);
        }
    }
}
