package org.gantry.ingest.fault;

/**
 * A slice that is at fault.
 *
 * @param kind in which way
 * @param slice its file's name, or its number where a file holds the whole scan
 * @param what is wrong with it, for people, behind the name
 */
public record Fault(FaultKind kind, String slice, String what) {
    @Override
    public String toString() {
        return slice + " " + what;
    }
}
