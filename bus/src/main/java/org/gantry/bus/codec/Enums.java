package org.gantry.bus.codec;

/** Enumerations of the domain under the schema's prefixed names. */
final class Enums {
    private Enums() {}

    static <D extends Enum<D>, P extends Enum<P>> P toProto(Class<P> type, String prefix, D value) {
        return Enum.valueOf(type, prefix + value.name());
    }

    static <D extends Enum<D>, P extends Enum<P>> D toDomain(Class<D> type, String prefix, P value) {
        String name = value.name();
        if (!name.startsWith(prefix) || name.endsWith("_UNSPECIFIED")) {
            throw new IllegalArgumentException(
                    "field of type " + type.getSimpleName() + " is " + value.name() + ", which this version knows not");
        }
        return Enum.valueOf(type, value.name().substring(prefix.length()));
    }
}
