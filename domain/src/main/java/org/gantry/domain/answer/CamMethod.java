package org.gantry.domain.answer;

import java.util.Locale;
import java.util.OptionalInt;
import org.gantry.domain.network.Architecture;

/**
 * How a map of a class is made from features of a network, written {@code cam}, {@code grad-cam@3},
 * {@code layer-cam@3}.
 *
 * @param kind what is done with the features
 * @param cell whose features, the stem being 0; empty for the last cell's
 */
public record CamMethod(Kind kind, OptionalInt cell) {
    /** What is done with the features f_k and, but for CAM, with the gradient g_k of the class's logit there. */
    public enum Kind {
        /** sum_k w_k f_k by the weights w of the linear layer (paper, Eq. 4): of the last cell, signed. */
        CAM,
        /** max(0, sum_k mean(g_k) f_k) (Selvaraju et al., ICCV 2017). */
        GRAD_CAM,
        /** max(0, sum_k max(0, g_k) f_k), position by position (Jiang et al., TIP 2021). */
        LAYER_CAM
    }

    /** The paper's. */
    public static final CamMethod CAM = new CamMethod(Kind.CAM, OptionalInt.empty());

    /** What was measured to point at lesions best: interpreter/RATIONALE.md has the table. */
    public static final CamMethod DEFAULT = new CamMethod(Kind.GRAD_CAM, OptionalInt.of(2));

    public CamMethod {
        if (kind == Kind.CAM && cell.isPresent()) {
            throw new IllegalArgumentException(
                    "cam is of the last cell; grad-cam@" + cell.getAsInt() + " explains by an earlier one");
        }
    }

    /**
     * Parses one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CamMethod parse(String text) {
        String[] parts = text.strip().split("@", -1);
        try {
            Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            if (parts.length <= 2) {
                return new CamMethod(
                        kind, parts.length == 1 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[1])));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' names no cell; write grad-cam@3", e);
        } catch (IllegalArgumentException e) {
            if (parts[0].equalsIgnoreCase("cam")) {
                throw e;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not cam, grad-cam@CELL or layer-cam@CELL");
    }

    /**
     * Index of the cell among an architecture's.
     *
     * @throws IllegalArgumentException if it has no such cell
     */
    public int cellOf(Architecture architecture) {
        int last = architecture.cells().size() - 1;
        int index = cell.orElse(last);
        if (index < 0 || index > last) {
            throw new IllegalArgumentException(
                    this + " asks for cell " + index + "; " + architecture.name() + " has 0 (the stem) to " + last);
        }
        return index;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return cell.isPresent() ? name + "@" + cell.getAsInt() : name;
    }
}
