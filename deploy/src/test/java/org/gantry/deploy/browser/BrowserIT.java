package org.gantry.deploy.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.gantry.app.report.ColourScale;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's pages in a headless Chromium, as people use them; pictures of all are left in target/screenshots. */
@Timeout(600)
@SuppressWarnings("NullAway.Init")
class BrowserIT {
    /** Each page with what is there once it has read what it shows. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>(Map.of(
            "/",
            "document.querySelector('#ways li a') && document.querySelector('#datasets td')",
            "/runs/" + Watched.RUN,
            "document.querySelectorAll('#alpha td').length === 168 && document.querySelector('.block')",
            "/scans/" + Watched.SCAN,
            "document.querySelector('#screen').dataset.map",
            "/models",
            "document.querySelectorAll('#models article').length > 1"));

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Set<String> NAMED = Set.of("button", "link", "combobox", "slider", "spinbutton", "textbox");

    @TempDir
    private static Path root;

    private static Chromium chromium;
    private static Watched watched;

    private Tab tab;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.start(root.resolve("profile"));
        watched = Watched.start(root);
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (watched != null) {
            watched.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openTab() throws InterruptedException {
        tab = chromium.tab();
        tab.screen(Screen.DESK);
    }

    @AfterEach
    void nothingWasComplainedOf() throws InterruptedException {
        tab.close();
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void pagesAreReadableOnADeskAndOnAPhoneByDayAndByNight() throws Exception {
        String contrast = script("contrast.js");
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            for (Screen screen : Screen.ALL) {
                tab.screen(screen);
                double millis = tab.open(watched.url(page.getKey()));
                System.out.printf("%s at %s: loaded in %.0f ms%n", page.getKey(), screen.name(), millis);
                tab.awaits(page.getValue());
                String what = page.getKey() + " at " + screen.name();
                assertThat(tab.eval("document.documentElement.scrollWidth - innerWidth"))
                        .as(what + " is no wider than the screen")
                        .isIn(0, -15);
                assertThat(tab.eval(contrast)).as(what + " has contrast").isEqualTo("");
                assertThat(unnamed()).as(what + " names what can be used").isEmpty();
                String name = page.getKey().equals("/") ? "home" : page.getKey().split("/", -1)[1];
                tab.picture(PICTURES.resolve(name + "-" + screen.name() + ".png"));
            }
        }
    }

    /** Opens a page and waits for what it shows. */
    private void see(String page) throws InterruptedException {
        tab.open(watched.url(page));
        tab.awaits(Objects.requireNonNull(PAGES.get(page)));
    }

    private static String script(String name) throws IOException {
        try (InputStream in = BrowserIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a screen reader would meet without a name. */
    private List<String> unnamed() throws InterruptedException {
        List<String> unnamed = new ArrayList<>();
        for (Object node :
                tab.send("Accessibility.getFullAXTree", new JsonObject()).getJsonArray("nodes")) {
            JsonObject seen = (JsonObject) node;
            String role = seen.getJsonObject("role", new JsonObject()).getString("value", "");
            String name = seen.getJsonObject("name", new JsonObject()).getString("value", "");
            if (NAMED.contains(role) && name.isBlank() && !seen.getBoolean("ignored")) {
                unnamed.add(seen.encode());
            }
        }
        return unnamed;
    }

    @Test
    void whatHasTheFocusIsSeen() throws Exception {
        for (String page : PAGES.keySet()) {
            see(page);
            for (int i = 0; i < 8; i++) {
                tab.key("Tab");
                assertThat(tab.eval("document.activeElement !== document.body"
                                + " && (getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                                + " || document.activeElement.matches('.file input'))"))
                        .as(page + ": " + tab.eval("document.activeElement.outerHTML.slice(0, 90)"))
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void aScanThatIsSentFromThePageIsAnsweredBeforeTheUsersEyes() throws Exception {
        see("/");
        tab.eval("window.kept = true");
        tab.choose("#files", watched.scan("sent"));
        tab.awaits("document.querySelector('#uploads a')?.textContent === 'sent'");
        tab.awaits(way("sent") + ".querySelectorAll('.track .past').length === 5");
        assertThat(tab.eval(way("sent") + ".querySelector('.track li').textContent"))
                .isEqualTo(Watched.SIZE.depth() + "/" + Watched.SIZE.depth() + " slices");
        assertThat((String) tab.eval(way("sent") + ".querySelector('.outcome').textContent"))
                .containsPattern("(Normal|NCP)[0-9.]+ %by first");
        assertThat(tab.eval("window.kept")).as("the page was not loaded again").isEqualTo(true);
    }

    @Test
    void filesAndFoldersThatAreDroppedAreAnswered() throws Exception {
        see("/");
        Path folder = root.resolve("dropped");
        Path deeper = Files.createDirectories(folder.resolve("deeper"));
        Files.move(watched.scan("deep"), deeper.resolve("deep.nii.gz"));
        Files.writeString(folder.resolve("readme.txt"), "no scan");
        tab.drop("#drop", folder, watched.scan("beside"));
        for (String scan : List.of("deep", "beside")) {
            tab.awaits("[...document.querySelectorAll('#uploads a')].some(a => a.textContent === '" + scan + "')");
            tab.awaits(way(scan) + ".querySelectorAll('.track .past').length === 5");
        }
        assertThat(tab.text("#uploads")).as("what is no scan is named").contains("readme.txt");
    }

    @Test
    void aScanThatIsLearnedFromIsNotWaitedFor() throws Exception {
        see("/");
        String learned = "[...document.querySelectorAll('#ways > li')]"
                + ".filter(li => /for (training|validation)/.test(li.textContent))";
        tab.awaits(learned + ".length > 0");
        assertThat(tab.eval(learned + ".every(li => li.querySelectorAll('.track .past').length === 2"
                        + " && li.querySelectorAll('.track li').length === 2)"))
                .isEqualTo(true);
        tab.set("#filter", "coming");
        assertThat(tab.eval(learned + ".length")).isEqualTo(0);
    }

    private static String way(String scan) {
        return "[...document.querySelectorAll('#ways > li')].find(li => li.querySelector('a')?.textContent === '" + scan
                + "')";
    }

    @Test
    void slicesAreGoneThroughByKeyWheelSliderAndStripAndShowTheirVoxels() throws Exception {
        see("/scans/" + Watched.SCAN);
        tab.set("#opacity", "0");
        requireSlice(6);
        tab.key("ArrowUp");
        requireSlice(7);
        tab.key("ArrowDown");
        tab.key("ArrowDown");
        requireSlice(5);
        tab.key("Home");
        requireSlice(0);
        tab.key("PageUp");
        requireSlice(10);
        tab.key("End");
        requireSlice(11);
        tab.key("PageDown");
        requireSlice(1);
        tab.wheel("#screen", -100);
        requireSlice(2);
        tab.wheel("#screen", 100);
        requireSlice(1);
        tab.set("#slice", "4");
        requireSlice(3);
        tab.click("#strip button:last-child");
        tab.awaits("document.querySelector('#strip button:last-child').getAttribute('aria-current') === 'true'");
        int last =
                Integer.parseInt((String) tab.eval("document.querySelector('#strip button:last-child').dataset.slice"));
        requireSlice(last);
    }

    @Test
    void slicesAreGoneThroughByAFinger() throws Exception {
        see("/scans/" + Watched.SCAN);
        tab.screen(Screen.PHONE);
        tab.send("Emulation.setTouchEmulationEnabled", new JsonObject().put("enabled", true));
        requireShown(6);
        tab.finger("#screen", -24);
        requireShown(9);
        tab.finger("#screen", 40);
        requireShown(4);
    }

    private void requireShown(int slice) throws InterruptedException {
        tab.awaits("document.querySelector('#screen').dataset.slice === '" + slice + "'");
    }

    /** A slice in the lung window, pixel by pixel. */
    private void requireSlice(int slice) throws InterruptedException {
        requireShown(slice);
        for (int[] place : new int[][] {{0, 0}, {5, 20}, {31, 31}}) {
            double share = (Watched.hu(slice, place[0], place[1]) + 1350) / 1500.0;
            int grey = (int) (255 * Math.min(1, Math.max(0, share)));
            assertThat(pixel(place[0], place[1]).getRed()).as("slice " + slice).isCloseTo(grey, within(1));
        }
    }

    private Color pixel(int row, int column) throws InterruptedException {
        JsonArray rgb = new JsonArray((String) tab.eval("JSON.stringify([...document.querySelector('#canvas')"
                + ".getContext('2d').getImageData(" + column + ", " + row + ", 1, 1).data])"));
        return new Color(rgb.getInteger(0), rgb.getInteger(1), rgb.getInteger(2));
    }

    @Test
    void theMapLiesOverTheSliceInTheColoursOfThePicturesAndCanBeSaved() throws Exception {
        see("/scans/" + Watched.SCAN);
        Color over = pixel(16, 16);
        assertThat(Set.of(over.getRed(), over.getGreen(), over.getBlue()))
                .as("it has a colour")
                .hasSizeGreaterThan(1);
        Color beside = pixel(0, 0);
        assertThat(beside.getRed()).as("the network did not see the corner").isEqualTo(beside.getBlue());
        tab.set("#opacity", "0");
        Color grey = pixel(16, 16);
        assertThat(grey.getRed()).isEqualTo(grey.getGreen()).isEqualTo(grey.getBlue());
        tab.set("#opacity", "100");
        String shown = (String) tab.eval("document.querySelector('#label').value");
        Color ofOne = pixel(16, 16);
        tab.set("#label", shown.equals("NCP") ? "Normal" : "NCP");
        tab.awaits("document.querySelector('#screen').dataset.map !== '" + shown + "'");
        assertThat(pixel(16, 16)).as("another class, another map").isNotEqualTo(ofOne);
        tab.set("#opacity", "0");
        tab.click("[data-level=\"40\"]");
        assertThat(pixel(16, 16)).as("another window").isNotEqualTo(grey);
        String saved = (String) tab.eval("Promise.all([...document.querySelectorAll('#downloads a')].map(async a => {"
                + " const got = await fetch(a.href); return got.status + ' ' + got.headers.get('content-type') + ' '"
                + " + ((await got.blob()).size > 300); })).then(all => all.join('; '))");
        assertThat(saved)
                .isEqualTo("200 application/gzip true; 200 application/dicom true; 200 image/png true;"
                        + " 200 application/zip true");
    }

    @Test
    void coloursAreThoseOfThePictures() throws Exception {
        tab.open(watched.url("/models"));
        for (ColourScale scale : List.of(ColourScale.TURBO, ColourScale.BLUES)) {
            for (double t = 0; t <= 1; t += 0.125) {
                JsonArray rgb = new JsonArray((String) tab.eval(
                        "import(document.querySelector('script').src.replace('models.js', 'scale.js')).then(m =>"
                                + " JSON.stringify(m." + scale.name().toLowerCase(Locale.ROOT) + "(" + t + ")))"));
                Color expected = scale.at(t);
                assertThat(rgb.getInteger(0)).isCloseTo(expected.getRed(), within(1));
                assertThat(rgb.getInteger(1)).isCloseTo(expected.getGreen(), within(1));
                assertThat(rgb.getInteger(2)).isCloseTo(expected.getBlue(), within(1));
            }
        }
    }

    @Test
    void aSearchIsResumedPausedAndStoppedAndItsArchitecturesAreSeen() throws Exception {
        see("/runs/" + Watched.RUN);
        tab.awaits("document.querySelectorAll('.point').length > 0");
        assertThat(tab.eval("document.querySelectorAll('.block').length"))
                .as("stem, 21 blocks, head")
                .isEqualTo(24);
        tab.click("#leaderboard tbody tr:last-child button");
        tab.awaits(
                "document.querySelector('#leaderboard tr.chosen') && document.querySelector('#what').textContent.includes('on D_V')");
        assertThat(tab.eval("document.querySelector('[data-wish=pause]').disabled"))
                .as("it rests")
                .isEqualTo(true);
        String draws = tab.text("#figures");
        tab.click("[data-wish=resume]");
        tab.awaits("document.querySelector('#stage').textContent === 'searching'");
        watched.await(Stage.SEARCHING);
        tab.awaits("document.querySelector('#figures').textContent !== '" + draws + "'");
        tab.click("[data-wish=pause]");
        tab.awaits("document.querySelector('#stage').textContent === 'paused'");
        tab.click("[data-wish=stop]");
        tab.awaits("document.querySelector('#stage').textContent === 'stopped'");
        watched.await(Stage.STOPPED);
        assertThat(tab.text("#said")).isNotBlank();
    }

    @Test
    void aDeadLetterIsSeenOnTheScansWayAndReplayed() throws Exception {
        see("/");
        sendLastSliceAstray("astray");
        tab.set("#filter", "dead");
        tab.awaits(way("astray") + ".querySelector('.reason').textContent.includes('murmur2')");
        assertThat(tab.eval(way("astray") + ".querySelector('.track .past') === null"))
                .isEqualTo(true);
        tab.eval(way("astray") + ".querySelector('button').click()");
        tab.set("#filter", "all");
        tab.awaits(way("astray") + ".querySelectorAll('.track .past').length === 5");
        tab.awaits("!document.querySelector('#letters').textContent.includes('astray')");
    }

    /** The last slice of a scan stands where the scan is not. */
    private static void sendLastSliceAstray(String scan) throws Exception {
        int home = Await.result(watched.node().bus().partition(Topics.SLICES, scan));
        ScanHeader header = new ScanHeader(scan, "p", "", Intensity.HU, VolumeGeometry.UNKNOWN, 16, 16);
        int count = 4;
        Map<String, Object> properties =
                Map.of("bootstrap.servers", watched.node().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int s = 0; s < count; s++) {
                byte[] slice = Topics.SLICES.codec().encode(new Slice(header, s, count, new float[16 * 16]));
                int partition = s < count - 1 ? home : (home + 1) % Topics.SLICES.partitions();
                byte[] key = scan.getBytes(StandardCharsets.UTF_8);
                assertThat(producer.send(new ProducerRecord<>("gantry.slices.v1", partition, key, slice))
                                .get()
                                .offset())
                        .isNotNegative();
            }
        }
    }

    @Test
    void anotherModelAnswersFromWhenItIsTold() throws Exception {
        see("/models");
        assertThat(tab.text("#models article h2")).isEqualTo("first");
        tab.click("#models summary");
        tab.awaits("document.querySelector('.document h3')?.textContent.startsWith('Model card')");
        tab.click("[aria-label=\"let second answer\"]");
        tab.awaits("document.querySelector('#models article h2').textContent === 'second'");
        tab.open(watched.url("/scans/" + Watched.SCAN));
        tab.awaits("document.querySelectorAll('#model option').length === 2");
        tab.open(watched.url("/models"));
        tab.click("[aria-label=\"let first answer\"]");
        tab.awaits("document.querySelector('#models article h2').textContent === 'first'");
    }

    @Test
    void thePageGoesOnWhenTheBrokerWasAway() throws Exception {
        see("/");
        tab.eval("window.kept = true");
        watched.restartBroker();
        watched.feed(watched.scan("later"));
        tab.awaits(way("later") + ".querySelectorAll('.track .past').length === 5");
        tab.awaits("document.querySelector('#state').textContent === 'up'");
        assertThat(tab.eval("window.kept")).as("the page was not loaded again").isEqualTo(true);
    }
}
