package org.gantry.ingest.fault;

/** The five problems of CC-CCII (paper, "Datasets and Pre-processing"), repeated and noisy slices told apart. */
public enum FaultKind {
    /** It cannot be decoded, or holds nothing where its neighbours do. */
    DAMAGED("damaged"),
    /** It has another size or type than most slices of its scan. */
    NON_UNIFIED("non-unified"),
    /** It shows what another slice shows. */
    REPEATED("repeated"),
    /** It is far noisier than the slices beside it, or shows something else than all others. */
    NOISY("noisy"),
    /** It lies elsewhere than between the slices that it resembles. */
    DISORDERED("disordered"),
    /** It shows all of the body where the others of its scan show the lungs alone. */
    NON_SEGMENTED("non-segmented");

    private final String word;

    FaultKind(String word) {
        this.word = word;
    }

    /** As the paper calls it. */
    @Override
    public String toString() {
        return word;
    }
}
