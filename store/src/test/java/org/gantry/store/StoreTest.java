package org.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final Family<String, String> NAMES = new Family<>("names", Keys.TEXT, Codecs.TEXT);
    private static final Family<Key, Long> STEPS = new Family<>("job.steps", Keys.NAME_AND_NUMBERS, Codecs.NUMBER);
    private static final Family<Long, byte[]> BLOBS = new Family<>("blobs", Keys.NUMBER, Codecs.BYTES);
    private static final List<Family<?, ?>> ALL = List.of(NAMES, STEPS, BLOBS);

    @TempDir
    Path dir;

    @Test
    void whatWasPutIsThereUntilItIsDeleted() {
        try (Store store = Store.open(dir, ALL)) {
            store.write(batch -> batch.put(NAMES, "a", "one").put(NAMES, "b", "two"));
            store.write(batch -> batch.delete(NAMES, "a").delete(NAMES, "never there"));
            assertThat(store.get(NAMES, "a")).isEmpty();
            assertThat(store.get(NAMES, "b")).hasValue("two");
        }
    }

    @Test
    void stateAndTheOffsetItIncludesSurviveReopening() {
        try (Store store = Store.open(dir, ALL)) {
            assertThat(store.offset("slices.v1", 3)).isEmpty();
            store.write(batch -> batch.put(NAMES, "a", "one").offset("slices.v1", 3, 42));
        }
        try (Store store = Store.open(dir, ALL)) {
            assertThat(store.get(NAMES, "a")).hasValue("one");
            assertThat(store.offset("slices.v1", 3)).hasValue(42);
            assertThat(store.offset("slices.v1", 2)).isEmpty();
            assertThat(store.offset("slices", 3)).isEmpty();
        }
    }

    @Test
    void aStoreWhoseManifestIsDamagedIsPutAsideAndOneBeginsThatIsEmpty() throws IOException {
        Path own = dir.resolve("own");
        for (String value : List.of("one", "two")) {
            try (Store store = Store.open(own, ALL)) {
                assertThat(store.get(NAMES, "a")).isEmpty();
                store.write(batch -> batch.put(NAMES, "a", value));
            }
            overwrite(own, "MANIFEST");
        }
        try (Store store = Store.open(own, ALL)) {
            assertThat(store.get(NAMES, "a")).isEmpty();
        }
        assertThat(dir.resolve("own.damaged")).isDirectory();
    }

    @Test
    void damageThatIsFoundLaterIsMendedByTheNextStart() throws IOException {
        Path own = dir.resolve("own");
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        try (Store store = Store.open(own, ALL)) {
            for (long n = 0; n < 80; n++) {
                long key = n;
                store.write(batch -> batch.put(BLOBS, key, large));
            }
        }
        overwrite(own, ".sst");
        try (Store store = Store.open(own, ALL)) {
            assertThatThrownBy(() -> store.scan(BLOBS))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is damaged: start again");
        }
        try (Store store = Store.open(own, ALL)) {
            assertThat(store.get(BLOBS, 0L)).isEmpty();
        }
    }

    /** Overwrites the middle of the files whose name has a part. */
    private static void overwrite(Path dir, String part) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().contains(part)).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 0xa5);
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void theOffsetsOfATopicAreToldTogether() {
        try (Store store = Store.open(dir, ALL)) {
            assertThat(store.offsets("slices.v1")).isEmpty();
            store.write(batch ->
                    batch.offset("slices.v1", 3, 42).offset("slices.v1", 0, 7).offset("slices.v10", 1, 5));
            assertThat(store.offsets("slices.v1")).isEqualTo(Map.of(0, 7L, 3, 42L));
        }
    }

    @Test
    void aBatchThatFailsLeavesNothingInAnyFamily() {
        try (Store store = Store.open(dir, ALL)) {
            assertThatThrownBy(() -> store.write(batch -> {
                        batch.put(NAMES, "a", "one")
                                .put(STEPS, Key.of("j", 1), 1L)
                                .offset("draws.v1", 0, 7);
                        throw new IllegalArgumentException("bad value");
                    }))
                    .hasMessage("bad value");
            assertThat(store.scan(NAMES)).isEmpty();
            assertThat(store.scan(STEPS)).isEmpty();
            assertThat(store.offset("draws.v1", 0)).isEmpty();
        }
    }

    @Test
    void aBatchTornInTheLogIsGoneFromAllFamilies() throws IOException {
        try (Store store = Store.open(dir, ALL)) {
            store.write(batch ->
                    batch.put(NAMES, "a", "one").put(STEPS, Key.of("j", 1), 1L).offset("t.v1", 0, 1));
            store.write(batch ->
                    batch.put(NAMES, "b", "two").put(STEPS, Key.of("j", 2), 2L).offset("t.v1", 0, 2));
        }
        cutTheLastByteOfTheLog();
        try (Store store = Store.open(dir, ALL)) {
            assertThat(store.scan(NAMES)).containsExactly(new Entry<>("a", "one"));
            assertThat(store.scan(STEPS)).containsExactly(new Entry<>(Key.of("j", 1), 1L));
            assertThat(store.offset("t.v1", 0)).hasValue(1);
        }
    }

    @Test
    void aScanRunsInKeyOrderAndStopsAtTheEndOfItsPrefix() {
        try (Store store = Store.open(dir, ALL)) {
            store.write(batch -> LongStream.of(300, -300, 5, 0, -1).forEach(n -> {
                for (String job : List.of("job", "job2", "jo")) {
                    batch.put(STEPS, Key.of(job, n, 1), n);
                }
            }));
            assertThat(store.scan(STEPS, Key.of("job")))
                    .extracting(Entry::value)
                    .containsExactly(-300L, -1L, 0L, 5L, 300L);
            assertThat(store.scan(STEPS, Key.of("job", 5)))
                    .extracting(Entry::key)
                    .containsExactly(Key.of("job", 5, 1));
            assertThat(store.scan(STEPS)).hasSize(15);
            store.write(
                    batch -> batch.put(NAMES, "ab", "1").put(NAMES, "abc", "2").put(NAMES, "b", "3"));
            assertThat(store.scan(NAMES, "ab")).extracting(Entry::key).containsExactly("ab", "abc");
        }
    }

    @Test
    void familiesOfAnOlderVersionAreKept() {
        try (Store store = Store.open(dir, ALL)) {
            store.write(batch -> batch.put(BLOBS, -7L, new byte[] {1, 2}));
        }
        Store.open(dir, List.of(NAMES)).close();
        try (Store store = Store.open(dir, ALL)) {
            assertThat(store.get(BLOBS, -7L)).hasValue(new byte[] {1, 2});
        }
    }

    @Test
    void aSecondOpeningIsRefusedInPlainWords() {
        try (Store store = Store.open(dir, ALL)) {
            assertThat(store.scan(NAMES)).isEmpty();
            assertThatThrownBy(() -> Store.open(dir, ALL))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(dir.toString())
                    .hasMessageContaining("in use by another gantry process");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "no directory");
        assertThatThrownBy(() -> Store.open(file.resolve("store"), ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.resolve("store") + " cannot be made: choose another");
    }

    @Test
    void aDirectoryThatCannotBeOpenedIsNamedWithTheRemedy() throws IOException {
        Store.open(dir, ALL).close();
        Path current = Files.writeString(dir.resolve("CURRENT"), "MANIFEST-999999\n");
        assertThatThrownBy(() -> Store.open(dir, ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(current.getParent() + " cannot be opened: delete it");
    }

    @Test
    void familiesThatWereNotOpenedOrAreOursAreRefused() {
        try (Store store = Store.open(dir, List.of(NAMES))) {
            assertThatThrownBy(() -> store.get(BLOBS, 1L)).hasMessageContaining("'blobs'");
        }
        assertThatThrownBy(() -> new Family<>("gantry.offsets", Keys.TEXT, Codecs.TEXT))
                .hasMessageContaining("store's own");
        assertThatThrownBy(() -> Store.open(dir, List.of(NAMES, NAMES))).hasMessageContaining("two families");
    }

    private void cutTheLastByteOfTheLog() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            Path log = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                assertThat(channel.truncate(channel.size() - 1).size()).isPositive();
            }
        }
    }

    @Test
    void aCacheForgetsWhatWasWrittenFirstWhenItIsFullAndOtherFamiliesForgetNothing() {
        int mebibytes = 24;
        Family<Long, byte[]> cache = Family.cache("cache", Keys.NUMBER, Codecs.BYTES, 4 << 20);
        List<Family<?, ?>> families = List.of(BLOBS, cache);
        try (Store store = Store.open(dir, families)) {
            for (long n = 0; n < mebibytes; n++) {
                byte[] value = new byte[1 << 20];
                value[0] = (byte) n;
                long key = n;
                store.write(batch -> batch.put(cache, key, value).put(BLOBS, key, new byte[] {1}));
            }
        }
        try (Store store = Store.open(dir, families)) {
            assertThat(store.get(cache, 0L)).isEmpty();
            assertThat(store.get(cache, mebibytes - 1L).orElseThrow()[0]).isEqualTo((byte) (mebibytes - 1));
            assertThat(store.scan(cache)).hasSizeLessThan(mebibytes / 2);
            assertThat(store.scan(BLOBS)).hasSize(mebibytes);
        }
    }

    @Test
    void aCacheWithoutRoomIsRefused() {
        assertThatThrownBy(() -> Family.cache("cache", Keys.NUMBER, Codecs.BYTES, 1000))
                .hasMessageContaining("give it 1 MiB");
    }
}
