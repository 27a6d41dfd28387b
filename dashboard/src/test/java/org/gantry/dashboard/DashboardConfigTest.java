package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DashboardConfigTest {
    @Test
    void onlyThisMachineSeesItUnlessToldOtherwise() {
        assertThat(DashboardConfig.defaults()).isEqualTo(new DashboardConfig("127.0.0.1", 8080));
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new DashboardConfig("127.0.0.1", 65_536)).hasMessageContaining("65536");
        assertThatThrownBy(() -> new DashboardConfig("127.0.0.1", -1)).hasMessageContaining("-1");
    }

    @Test
    void aMissingHostIsRefused() {
        assertThatThrownBy(() -> new DashboardConfig(" ", 0)).hasMessageContaining("host is missing");
    }
}
