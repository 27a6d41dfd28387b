package org.gantry.bus.trace;

/** Something that a trace tells of, from its beginning to one of its ends. */
public interface Span {
    /** Its place, where what it causes goes on. */
    Trace trace();

    /** It is done. */
    void end();

    /** It was tried in vain. */
    void fail(Throwable failure);
}
