package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<String> said = new ArrayList<>();
    private final ProgressLines lines = new ProgressLines("search", " epochs", clock::get, said::add);

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void shortWorkIsNotSpokenOf() {
        for (int done = 1; done < 100; done++) {
            lines.show(done, 100, "");
        }
        assertThat(said).isEmpty();
    }

    @Test
    void longWorkIsSpokenOfNowAndThen() {
        for (int done = 1; done <= 9; done++) {
            pass(10);
            lines.show(done, 100, done > 3 ? "loss 0.5" : "");
        }
        assertThat(said)
                .containsExactly(
                        "search: 3 of 100 epochs",
                        "search: 6 of 100 epochs, loss 0.5",
                        "search: 9 of 100 epochs, loss 0.5");
    }
}
