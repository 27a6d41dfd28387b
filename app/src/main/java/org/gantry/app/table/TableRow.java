package org.gantry.app.table;

import java.util.ArrayList;
import java.util.List;
import org.gantry.app.training.NamedModel;
import org.gantry.app.training.TrainingRecord;
import org.gantry.domain.network.NetworkDescription;

/**
 * A network of the table.
 *
 * @param model which
 * @param cost what it costs on the table's volumes
 * @param trainings its trainings, one a seed
 */
public record TableRow(NamedModel model, NetworkDescription cost, List<TrainingRecord> trainings) {
    public TableRow {
        trainings = List.copyOf(trainings);
    }

    /** A figure over the seeds whose training ended well. */
    public Spread of(Figure figure) {
        List<Double> values = new ArrayList<>();
        trainings.forEach(
                training -> training.test().ifPresent(test -> figure.of(test).ifPresent(values::add)));
        return new Spread(values);
    }
}
