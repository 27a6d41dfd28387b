package org.gantry.dashboard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagePolicyTest {
    @Test
    void aPageLoadsFilesOfThisServerAndNothingThatStandsInItsMarkup() {
        assertThat(PagePolicy.ofPage())
                .contains("default-src 'none'", "style-src 'self'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*", "data:");
    }
}
