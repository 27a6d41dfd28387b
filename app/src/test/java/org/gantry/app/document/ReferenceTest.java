package org.gantry.app.document;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The reference says what the code has. */
class ReferenceTest {
    @Test
    void topics() throws IOException {
        new Page("reference/topics.md").says(TopicsPage.text());
    }

    @Test
    void thePictureOfTheBus() throws IOException {
        new Page("bus.svg").says(BusPicture.svg());
    }

    @Test
    void commands() throws IOException {
        new Page("reference/commands.md").says(CommandsPage.text());
    }

    @Test
    void settings() throws IOException {
        new Page("reference/settings.md").says(SettingsPage.text());
    }
}
