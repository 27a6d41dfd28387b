package org.gantry.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.app.Json;
import org.gantry.network.Bundle;
import org.gantry.network.card.ModelCard;

/** A model's card beside its bundle: {@code model-card.md} for people, {@code model-card.json} for programs. */
public final class CardFiles {
    private CardFiles() {}

    /** Writes both into a folder. */
    public static void write(Bundle bundle, Path folder) throws IOException {
        ModelCard card = ModelCard.of(bundle);
        Files.writeString(folder.resolve("model-card.md"), card.markdown());
        Files.writeString(folder.resolve("model-card.json"), Json.pretty(card.figures()));
    }
}
