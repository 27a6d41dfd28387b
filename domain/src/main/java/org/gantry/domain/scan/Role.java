package org.gantry.domain.scan;

/** What a scan of a data set is for. The four never share a patient; {@code train} is the first two together. */
public enum Role {
    /** D_T: the half of train that updates weights in a search. */
    SEARCH_TRAIN("training (D_T)"),
    /** D_V: the half of train that updates alpha and ranks architectures. */
    SEARCH_VALIDATION("training (D_V)"),
    /** Never trained on: best epoch, early stopping. */
    VALIDATION("validation"),
    /** Used once, at the end. */
    TEST("test");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }
}
