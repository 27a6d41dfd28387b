package org.gantry.deploy.document;

import java.util.List;
import java.util.Optional;

/**
 * A block of code in a document. What stands behind its language says what a test does with it: nothing, and it is run;
 * {@code stays-up}, it is started and goes on while the document's other blocks run; {@code needs: A B}, it is run
 * where these programs are; {@code not-run: REASON}, it is only read.
 *
 * @param line where it begins, from 1
 * @param language {@code sh}, {@code python}, ...
 * @param mark what stands behind it
 * @param text what is in it
 */
record Block(int line, String language, String mark, String text) {
    private static final String STAYS_UP = "stays-up";
    private static final String NEEDS = "needs: ";
    private static final String NOT_RUN = "not-run: ";

    boolean isShell() {
        return language.equals("sh");
    }

    /** Why it is not run, where it is not. */
    Optional<String> notRun() {
        return behind(NOT_RUN);
    }

    boolean staysUp() {
        return mark.equals(STAYS_UP);
    }

    /** Programs that it needs and not every machine has, and Python's modules as {@code python3:MODULE}. */
    List<String> needs() {
        return behind(NEEDS).map(names -> List.of(names.split(" ", -1))).orElse(List.of());
    }

    /** True where its mark is one that is known. */
    boolean isMarkedWell() {
        return mark.isEmpty() || staysUp() || !needs().isEmpty() || notRun().isPresent();
    }

    private Optional<String> behind(String begin) {
        return mark.startsWith(begin) ? Optional.of(mark.substring(begin.length())) : Optional.empty();
    }
}
