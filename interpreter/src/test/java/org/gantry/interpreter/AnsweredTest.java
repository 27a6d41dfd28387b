package org.gantry.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweredTest {
    @TempDir
    Path directory;

    @Test
    void answersAreKnownByScanAndModelWithTheOffsetThatTheyInclude() {
        try (Answered answered = new Answered(directory)) {
            assertThat(answered.offset(3)).isZero();
            answered.add(List.of(Answering.volume("a", "one"), Answering.volume("b", "one")), 3, 17);
            answered.add(List.of(), 4, 5);
        }
        try (Answered answered = new Answered(directory)) {
            assertThat(answered.contains(Answering.volume("a", "one"))).isTrue();
            assertThat(answered.contains(Answering.volume("a", "two"))).isFalse();
            assertThat(answered.contains(Answering.volume("c", "one"))).isFalse();
            assertThat(answered.offset(3)).isEqualTo(17);
            assertThat(answered.offset(4)).isEqualTo(5);
        }
    }
}
