package org.gantry.trainer;

/** A training leaves its device between two steps, its state saved: its run shall rest. */
final class LaidDown extends RuntimeException {
    LaidDown(String job, Position at) {
        super(job + " rests at epoch " + at.epoch() + ", step " + at.step());
    }
}
