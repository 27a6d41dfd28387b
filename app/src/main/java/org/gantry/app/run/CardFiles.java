package org.gantry.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.app.Json;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.network.Bundle;
import org.gantry.network.card.ModelCard;

/**
 * A model's card, of its bundle on the bus, or beside it: {@code model-card.md} for people, {@code model-card.json} for
 * programs.
 */
public final class CardFiles {
    private CardFiles() {}

    /** The card of a published model, made of its bundle on the bus. */
    public static ModelCard read(Bus bus, ModelAnnounced model) throws InterruptedException {
        return ModelCard.of(Bundle.of(Await.result(bus.content(model.content()))));
    }

    /** Writes both into a folder. */
    public static void write(Bundle bundle, Path folder) throws IOException {
        ModelCard card = ModelCard.of(bundle);
        Files.writeString(folder.resolve("model-card.md"), card.markdown());
        Files.writeString(folder.resolve("model-card.json"), Json.pretty(card.figures()));
    }
}
