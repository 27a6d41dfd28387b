package org.gantry.bus;

/** Names of the consumer groups, without prefix; each takes one topic. */
public final class Groups {
    public static final String SAMPLERS = "samplers";
    public static final String SEARCHERS = "searchers";
    public static final String TRAINERS = "trainers";
    public static final String INTERPRETERS = "interpreters";

    private Groups() {}
}
