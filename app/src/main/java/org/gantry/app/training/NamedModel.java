package org.gantry.app.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gantry.domain.Digest;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;

/**
 * A network with short names: one for jobs and files, one for people.
 *
 * @param choice the network
 */
public record NamedModel(ModelChoice choice) {
    private static final Pattern BEGINS_A_NAME = Pattern.compile("\\p{Alpha}.*");
    private static final int DIGITS = 8;

    /**
     * Parses networks: names with commas between them, and genotypes, each ended by the next name, by {@code ;} or by
     * the end. A genotype may say its own widths and strides: {@code 0,1,...@L} or {@code 0,1,...@L@ISOTROPIC}.
     *
     * @param texts one or more lists
     * @param widths widths of a genotype that does not say them
     * @param strides strides of a genotype that does not say them
     * @throws IllegalArgumentException if a network is unknown or stands there twice
     */
    public static List<NamedModel> parse(List<String> texts, Widths widths, Strides strides) {
        List<NamedModel> models = new ArrayList<>();
        for (String text : texts) {
            for (String part : text.split(";", -1)) {
                for (String model : cut(part)) {
                    models.add(one(model, widths, strides));
                }
            }
        }
        for (int i = 0; i < models.size(); i++) {
            if (models.subList(0, i).contains(models.get(i))) {
                throw new IllegalArgumentException(
                        "model " + models.get(i).choice() + " stands there twice; name it once");
            }
        }
        return models;
    }

    /** Cuts a list with commas before every name and after every name. */
    private static List<String> cut(String list) {
        List<String> models = new ArrayList<>();
        boolean afterName = true;
        for (String token : list.split(",", -1)) {
            boolean name = BEGINS_A_NAME.matcher(token.strip()).matches();
            if (name || afterName) {
                models.add(token.strip());
            } else {
                models.set(models.size() - 1, models.get(models.size() - 1) + "," + token.strip());
            }
            afterName = name;
        }
        return models;
    }

    /** One network; a genotype with widths and strides of its own where it says them. */
    static NamedModel one(String text, Widths widths, Strides strides) {
        String[] parts = text.split("@", -1);
        if (parts.length > 3) {
            throw new IllegalArgumentException("model '" + text + "' is not GENOTYPE@WIDTHS@STRIDES");
        }
        Widths own = parts.length > 1 ? Widths.parse(parts[1]) : widths;
        Strides ownStrides = parts.length > 2 ? Strides.parse(parts[2]) : strides;
        ModelChoice choice = ModelChoice.parse(parts[0], own, ownStrides);
        if (choice instanceof Baseline && parts.length > 1) {
            throw new IllegalArgumentException("model " + parts[0] + " has no widths and strides to choose");
        }
        return new NamedModel(choice);
    }

    /** Its name in jobs and files: {@code resnet3d101}, or {@code covidnet3d-} and the start of a digest. */
    public String slug() {
        return choice instanceof SearchedModel searched ? "covidnet3d-" + digest(searched) : choice.toString();
    }

    /** Its name for people: {@code ResNet3D101}, {@code CovidNet3D-S 1a2b3c4d}. */
    public String title() {
        if (choice instanceof SearchedModel searched) {
            String size =
                    searched.widths().equals(Widths.S) || searched.widths().equals(Widths.L)
                            ? "-" + searched.widths()
                            : "";
            return "CovidNet3D" + size + " " + digest(searched);
        }
        return switch ((Baseline) choice) {
            case RESNET3D101 -> "ResNet3D101";
            case DENSENET3D121 -> "DenseNet3D121";
            case MC3_18 -> "MC3_18";
        };
    }

    /** Widths and strides in words, where it has such. */
    public Optional<String> frame() {
        return choice instanceof SearchedModel searched
                ? Optional.of("widths " + searched.widths() + ", strides " + searched.strides())
                : Optional.empty();
    }

    /** What it costs on volumes of one channel. */
    public NetworkDescription cost(int classes, Grid input) {
        return NetworkDescription.of(choice.architecture(1, classes), input);
    }

    private static String digest(SearchedModel model) {
        return Digest.begin()
                .add(model.genotype() + "@" + model.widths() + "@" + model.strides())
                .hex()
                .substring(0, DIGITS);
    }
}
