package org.gantry.bus;

/** A dead letter cannot be settled, because it is not there or was settled before; nothing was done. */
public final class SettlementException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Reason {
        UNKNOWN,
        SETTLED
    }

    private final Reason reason;

    private SettlementException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static SettlementException unknown(LetterPlace place) {
        return new SettlementException(
                Reason.UNKNOWN,
                "there is no dead letter at " + place + "; 'gantry dlt list' shows those that there are");
    }

    static SettlementException settled(Settlement before) {
        return new SettlementException(
                Reason.SETTLED, "dead letter " + before.place() + " is settled already: " + before.text());
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }
}
