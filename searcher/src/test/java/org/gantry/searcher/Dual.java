package org.gantry.searcher;

/**
 * A number with its derivative by one variable: forward-mode automatic differentiation, which knows nothing of any
 * formula of ours.
 *
 * @param value the number
 * @param slope its derivative
 */
record Dual(double value, double slope) {
    static Dual constant(double value) {
        return new Dual(value, 0);
    }

    Dual plus(Dual other) {
        return new Dual(value + other.value, slope + other.slope);
    }

    Dual minus(Dual other) {
        return new Dual(value - other.value, slope - other.slope);
    }

    Dual times(Dual other) {
        return new Dual(value * other.value, slope * other.value + value * other.slope);
    }

    Dual over(Dual other) {
        return new Dual(value / other.value, (slope * other.value - value * other.slope) / (other.value * other.value));
    }

    Dual exp() {
        return new Dual(Math.exp(value), slope * Math.exp(value));
    }

    Dual log() {
        return new Dual(Math.log(value), slope / value);
    }

    /** The same number, taken for a constant. */
    Dual stopped() {
        return constant(value);
    }
}
