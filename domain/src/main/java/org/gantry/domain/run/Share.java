package org.gantry.domain.run;

/**
 * One of the equal parts that a search's steps are shared in, each a training of its own.
 *
 * @param index 0-based; the first one also measures
 * @param of how many parts there are
 */
public record Share(int index, int of) {
    /** All of it. */
    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (of < 1 || index < 0 || index >= of) {
            throw new IllegalArgumentException("there is no share " + index + " of " + of);
        }
    }

    /** True where there are others. */
    public boolean isShared() {
        return of > 1;
    }

    /** The job that trains it: the search's own name for the first. */
    String job(String search) {
        return index == 0 ? search : search + "/" + index + "of" + of;
    }

    /** The search of its job. */
    String search(String job) {
        return index == 0 ? job : job.substring(0, job.lastIndexOf('/'));
    }
}
