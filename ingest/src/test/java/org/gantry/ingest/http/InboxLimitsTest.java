package org.gantry.ingest.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InboxLimitsTest {
    @Test
    void anInboxThatTakesNothingIsNone() {
        assertThatThrownBy(() -> new InboxLimits(0, 1, 1, 1, 1)).hasMessageContaining("limits above 0");
        assertThatThrownBy(() -> new InboxLimits(1, 1, 0, 1, 1)).hasMessageContaining("limits above 0");
    }
}
