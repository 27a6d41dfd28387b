package org.gantry.web;

/**
 * What stands in a body.
 *
 * @param mediaType its type
 * @param schema what it says
 */
public record Content(String mediaType, Schema schema) {
    /** JSON of a schema. */
    public static Content json(Schema schema) {
        return new Content(Replies.JSON, schema);
    }

    /** JSON of a kind. */
    public static Content json(Kind<?> kind) {
        return json(kind.schema());
    }

    /** Text of a type. */
    public static Content text(String mediaType) {
        return new Content(mediaType, Schema.TEXT);
    }
}
