package org.gantry.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of a type are written as JSON, with the schema of what is written.
 *
 * @param schema what it writes
 * @param write writes a value; null is JSON's
 * @param <T> the type
 */
public record Kind<T>(Schema schema, Function<T, @Nullable Object> write) {
    public static final Kind<String> TEXT = new Kind<>(Schema.TEXT, text -> text);
    public static final Kind<Boolean> YES_NO = new Kind<>(Schema.YES_NO, yes -> yes);

    /** A whole number. */
    public static final Kind<Number> WHOLE = new Kind<>(Schema.WHOLE, Number::longValue);

    /** JSON knows no NaN and no infinity: they are null. */
    public static final Kind<Number> NUMBER = new Kind<>(Schema.NUMBER.orNull(), Kind::finite);

    /** A time as RFC 3339 writes it, in UTC. */
    public static final Kind<Instant> TIME = new Kind<>(Schema.TEXT.with("format", "date-time"), Instant::toString);

    public static final Kind<Collection<? extends String>> TEXTS = list(TEXT);

    /** A list. */
    public static <T> Kind<Collection<? extends T>> list(Kind<T> kind) {
        return new Kind<>(Schema.list(kind.schema), values -> {
            JsonArray array = new JsonArray();
            values.forEach(value -> array.add(kind.write.apply(value)));
            return array;
        });
    }

    /** An object whose keys are those of a map. */
    public static <T> Kind<Map<String, ? extends T>> map(Kind<T> kind) {
        return new Kind<>(Schema.map(kind.schema), values -> {
            JsonObject object = new JsonObject();
            values.forEach((key, value) -> object.put(key, kind.write.apply(value)));
            return object;
        });
    }

    /** Null where there is none. */
    public static <T> Kind<Optional<? extends T>> orNull(Kind<T> kind) {
        return new Kind<>(kind.schema.orNull(), value -> value.isEmpty() ? null : kind.write.apply(value.get()));
    }

    /** The name of one of some constants. */
    public static <E extends Enum<E>> Kind<E> word(Class<E> words) {
        return new Kind<>(
                Schema.oneOf(
                        Arrays.stream(words.getEnumConstants()).map(Enum::name).toList()),
                Enum::name);
    }

    /** A value of this kind as an object. */
    public JsonObject json(T value) {
        if (write.apply(value) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("what " + schema.json() + " says is no object");
    }

    private static @Nullable Object finite(Number number) {
        return Double.isFinite(number.doubleValue()) ? number : null;
    }
}
