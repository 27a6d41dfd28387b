package org.gantry.ingest.delivery;

/**
 * Something that happened to a delivery.
 *
 * @param name its name
 * @param stage where it stands
 * @param text a sentence for people, without the name
 */
public record News(String name, Stage stage, String text) {
    /** Where a delivery stands: read, then done or rejected; or to be tried again, and then read again. */
    public enum Stage {
        READING,
        AGAIN,
        DONE,
        REJECTED
    }
}
