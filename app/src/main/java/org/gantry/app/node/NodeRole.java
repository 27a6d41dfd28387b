package org.gantry.app.node;

/** What a process does; all of it unless told otherwise. */
public enum NodeRole {
    INGEST,
    SAMPLER,
    SEARCHER,
    TRAINER,
    INTERPRETER
}
