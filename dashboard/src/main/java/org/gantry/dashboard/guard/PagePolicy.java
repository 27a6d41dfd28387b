package org.gantry.dashboard.guard;

/** The Content-Security-Policies: what a page may load, which is from this server or not at all. */
public final class PagePolicy {
    /** What is no page may load nothing and stand in no frame. */
    static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private PagePolicy() {}

    /** Of a page whose styles and modules are files of this server; nothing stands in its markup. */
    public static String ofPage() {
        return "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self';"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** Of a page that is a form and nothing else. */
    static String ofForm() {
        return "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
