package org.gantry.app.table;

import java.util.OptionalDouble;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.run.TrainingEvent.Test;

/** What networks are compared by; every test has a value of it. */
public enum Figure {
    ACCURACY("accuracy", "acc %", 100),
    PRECISION("precision", "prec %", 100),
    SENSITIVITY("sensitivity", "sens %", 100),
    SPECIFICITY("specificity", "spec %", 100),
    F1("f1", "F1", 1),
    BALANCED_ACCURACY("balancedAccuracy", "bal acc %", 100),
    AUROC("auroc", "AUROC", 1),
    CALIBRATION_ERROR("calibrationError", "ECE", 1),
    SCANS_PER_SECOND("scansPerSecond", "scans/s", 1);

    private final String key;
    private final String header;
    private final int scale;

    Figure(String key, String header, int scale) {
        this.key = key;
        this.header = header;
        this.scale = scale;
    }

    /** Its name for programs, as in {@link Metrics#figures}. */
    public String key() {
        return key;
    }

    /** The column's header, with its unit. */
    String header() {
        return header;
    }

    /** What a value is multiplied by for people: 100 for per cent. */
    int scale() {
        return scale;
    }

    /** Decimals for people: per cent and rates have one, fractions three. */
    int decimals() {
        return scale == 100 || this == SCANS_PER_SECOND ? 1 : 3;
    }

    /** Its value in a test; empty where the test does not define it. */
    public OptionalDouble of(Test test) {
        Metrics metrics = test.metrics();
        return switch (this) {
            case ACCURACY -> OptionalDouble.of(metrics.accuracy());
            case PRECISION -> OptionalDouble.of(metrics.precision());
            case SENSITIVITY -> OptionalDouble.of(metrics.sensitivity());
            case SPECIFICITY -> OptionalDouble.of(metrics.specificity());
            case F1 -> OptionalDouble.of(metrics.f1());
            case BALANCED_ACCURACY -> OptionalDouble.of(metrics.balancedAccuracy());
            case AUROC -> metrics.auroc();
            case CALIBRATION_ERROR -> metrics.calibrationError();
            case SCANS_PER_SECOND -> OptionalDouble.of(test.scansPerSecond());
        };
    }
}
