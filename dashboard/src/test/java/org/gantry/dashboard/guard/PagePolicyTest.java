package org.gantry.dashboard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.gantry.dashboard.DashboardVerticle;
import org.junit.jupiter.api.Test;

class PagePolicyTest {
    @Test
    void thePagesOwnStyleAndScriptAreAllowedByTheirDigests() {
        String policy = PagePolicy.of("<style>a{}</style><p><script>b()</script>");
        assertThat(policy)
                // printf 'a{}' | openssl dgst -sha256 -binary | base64, and the same of b()
                .contains("style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='")
                .contains("script-src 'sha256-cf242PFc/kb7xD0Qzhsmd9vvRkc+cWFmbi+k+YvtdKc='")
                .doesNotContain("unsafe")
                .contains("frame-ancestors 'none'");
        assertThat(PagePolicy.of("<p>")).contains("script-src 'none'");
    }

    /** A digest allows no attributes: {@code style="..."} and {@code onclick="..."} would silently do nothing. */
    @Test
    void thePageKeepsStyleAndScriptOutOfAttributes() throws IOException {
        try (InputStream page = DashboardVerticle.class.getResourceAsStream("dashboard.html")) {
            String html = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            String markup = html.replaceAll("(?s)<script>.*?</script>|<style>.*?</style>", "");
            assertThat(markup).doesNotContainPattern("\\s(style|on[a-z]+)\\s*=");
            assertThat(html).doesNotContain("innerHTML", "setAttribute('style'", "<script ", "<style ");
        }
    }
}
