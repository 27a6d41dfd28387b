package org.gantry.ingest.picture;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gantry.ingest.dataset.Sentences;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.UnreadableScanException;

/**
 * The pictures of one scan: slices of one size and one type. What is damaged or otherwise is left out and said, as long
 * as half of the pictures remain; two with the same pixels both stay, and that is said.
 */
final class PictureStack {
    private final List<Path> files;
    private final List<UnreadableScanException> damaged = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private int found;

    /** Of files in their order. */
    PictureStack(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** One of the pictures: where it is, and what is known of it so far. */
    private record Picture<T>(Path file, int page, T known) {
        String name() {
            return file.getFileName() + (page > 0 ? " page " + (page + 1) : "");
        }
    }

    /**
     * Reads the slices.
     *
     * @throws UnreadableScanException where less than half of the pictures are slices of one scan, or where they are
     *     too many
     */
    Slices read(long maxVoxels) throws IOException {
        List<Picture<PictureSize>> sized = alike(sizes(), Function.identity());
        PictureSize size = sized.get(0).known();
        if (size.pixels() * sized.size() > maxVoxels) {
            throw unreadable("are " + sized.size() + " slices of " + size + ": more than " + maxVoxels + " voxels");
        }
        List<Picture<GreyPixels>> slices = alike(pixels(sized), GreyPixels::type);
        sayRepeats(slices);
        return new Slices(
                size,
                slices.get(0).known().type(),
                slices.stream().map(s -> s.known().values()).toList());
    }

    /** What was left out or odd, for people. */
    List<String> oddities() {
        List<String> all = new ArrayList<>(oddities);
        if (!damaged.isEmpty()) {
            all.add(0, Sentences.some(damaged.size(), "picture is", "pictures are") + " left out: " + reasons());
        }
        return all;
    }

    private List<Picture<PictureSize>> sizes() throws IOException {
        List<Picture<PictureSize>> sizes = new ArrayList<>();
        for (Path file : files) {
            try (PictureFile open = PictureFile.open(file)) {
                found += open.pages();
                for (int p = 0; p < open.pages(); p++) {
                    int page = p;
                    take(sizes, () -> new Picture<>(file, page, open.size(page)));
                }
            } catch (UnreadableScanException e) {
                found++;
                damaged.add(e);
            }
        }
        return sizes;
    }

    private List<Picture<GreyPixels>> pixels(List<Picture<PictureSize>> sizes) throws IOException {
        Map<Path, List<Picture<PictureSize>>> byFile =
                sizes.stream().collect(Collectors.groupingBy(Picture::file, LinkedHashMap::new, Collectors.toList()));
        List<Picture<GreyPixels>> slices = new ArrayList<>();
        for (Map.Entry<Path, List<Picture<PictureSize>>> pages : byFile.entrySet()) {
            try (PictureFile open = PictureFile.open(pages.getKey())) {
                for (Picture<PictureSize> page : pages.getValue()) {
                    take(slices, () -> new Picture<>(page.file(), page.page(), open.read(page.page())));
                }
            }
        }
        return slices;
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> void take(List<T> taken, Step<T> step) throws IOException {
        try {
            taken.add(step.take());
        } catch (UnreadableScanException e) {
            damaged.add(e);
        }
    }

    /** Those of which what is known is what it mostly is; the others are left out. */
    private <T> List<Picture<T>> alike(List<Picture<T>> pictures, Function<T, ?> kind) {
        requireHalf(pictures.size());
        Object usual = MostFrequent.of(
                pictures.stream().map(p -> kind.apply(p.known())).toList());
        Map<Boolean, List<Picture<T>>> parts = pictures.stream()
                .collect(Collectors.partitioningBy(p -> kind.apply(p.known()).equals(usual)));
        List<String> others = parts.getOrDefault(false, List.of()).stream()
                .map(p -> p.name() + " is " + kind.apply(p.known()))
                .toList();
        if (!others.isEmpty()) {
            oddities.add(Sentences.some(others.size(), "picture is", "pictures are") + " left out, since most are "
                    + usual + ": " + Sentences.list(others));
        }
        List<Picture<T>> alike = parts.getOrDefault(true, List.of());
        requireHalf(alike.size());
        return alike;
    }

    private void requireHalf(int kept) {
        if (kept > 0 && 2 * kept >= found) {
            return;
        }
        if (found == 1) {
            throw damaged.get(0);
        }
        throw unreadable(
                "hold " + kept + " slices that fit together, of " + found + ": " + String.join("; ", oddities()));
    }

    private UnreadableScanException unreadable(String problem) {
        Path first = files.get(0);
        Path parent = first.getParent();
        return new ScanFile(files.size() == 1 || parent == null ? first : parent)
                .unreadable("pictures", problem, "keep one scan's slices in a folder of their own");
    }

    private String reasons() {
        return Sentences.list(
                damaged.stream().map(e -> String.valueOf(e.getMessage())).toList());
    }

    private void sayRepeats(List<Picture<GreyPixels>> slices) {
        Map<FloatBuffer, String> firsts = new HashMap<>();
        List<String> repeats = new ArrayList<>();
        for (Picture<GreyPixels> slice : slices) {
            String first = firsts.putIfAbsent(FloatBuffer.wrap(slice.known().values()), slice.name());
            if (first != null) {
                repeats.add(slice.name() + " repeats " + first);
            }
        }
        if (!repeats.isEmpty()) {
            oddities.add("slices are there twice: " + Sentences.list(repeats));
        }
    }
}
