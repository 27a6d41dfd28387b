package org.gantry.app.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at, as {@code memory}
 * @param verdict whether it will do
 * @param found what is there
 * @param remedy what to do about it; empty where nothing is to be done
 */
public record Finding(String subject, Verdict verdict, String found, String remedy) {
    /** Whether what was found will do. */
    public enum Verdict {
        /** All is well. */
        OK,
        /** The demo runs, something else does not or is slower. */
        NOTE,
        /** The demo cannot run. */
        LACKING
    }

    static Finding ok(String subject, String found) {
        return new Finding(subject, Verdict.OK, found, "");
    }

    static Finding note(String subject, String found, String remedy) {
        return new Finding(subject, Verdict.NOTE, found, remedy);
    }

    static Finding lacking(String subject, String found, String remedy) {
        return new Finding(subject, Verdict.LACKING, found, remedy);
    }
}
