package org.gantry.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An object of the API, field by field: said once, it is both what is written and its schema.
 *
 * @param <V> what it is made of
 */
public final class Shape<V> {
    private final String name;
    private final String description;
    private final List<Field<V, ?>> fields;

    /** A field; what is empty is left out where it may be. */
    private record Field<V, T>(String name, Kind<T> kind, Function<V, Optional<? extends T>> value, boolean always) {
        void write(V from, JsonObject to) {
            value.apply(from).ifPresent(found -> to.put(name, kind.write().apply(found)));
        }
    }

    private Shape(String name, String description, List<Field<V, ?>> fields) {
        this.name = name;
        this.description = description;
        this.fields = List.copyOf(fields);
    }

    /** An object without fields yet. */
    public static <V> Shape<V> named(String name, String description) {
        return new Shape<>(name, description, List.of());
    }

    /** With one more field. */
    public <T> Shape<V> with(String field, Kind<T> kind, Function<V, ? extends T> value) {
        return with(new Field<>(field, kind, from -> Optional.of(value.apply(from)), true));
    }

    /** With one more field, that is left out where it is empty. */
    public <T> Shape<V> maybe(String field, Kind<T> kind, Function<V, Optional<? extends T>> value) {
        return with(new Field<>(field, kind, value, false));
    }

    private Shape<V> with(Field<V, ?> field) {
        List<Field<V, ?>> all = new ArrayList<>(fields);
        all.add(field);
        return new Shape<>(name, description, all);
    }

    /** It, complete. */
    public Kind<V> kind() {
        List<Field<V, ?>> written = fields;
        return new Kind<>(schema().as(name), value -> {
            JsonObject object = new JsonObject();
            written.forEach(field -> field.write(value, object));
            return object;
        });
    }

    private Schema schema() {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        SortedMap<String, JsonObject> named = new TreeMap<>();
        for (Field<V, ?> field : fields) {
            properties.put(field.name, field.kind.schema().json());
            named.putAll(field.kind.schema().named());
            if (field.always) {
                required.add(field.name);
            }
        }
        JsonObject object = new JsonObject()
                .put("type", "object")
                .put("description", description)
                .put("required", required)
                .put("properties", properties);
        return new Schema(object, named);
    }
}
