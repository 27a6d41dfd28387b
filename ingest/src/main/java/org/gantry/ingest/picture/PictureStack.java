package org.gantry.ingest.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gantry.ingest.dataset.Sentences;
import org.gantry.ingest.fault.Fault;
import org.gantry.ingest.fault.FaultKind;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.UnreadableScanException;
import org.gantry.ingest.read.VoxelType;

/**
 * The pictures of one scan: slices of one size and one type. What is damaged or otherwise is left out and said, as long
 * as half of the pictures remain. Mended, those of another size or type are brought to the usual ones, and a quarter is
 * enough.
 */
final class PictureStack {
    private static final String REMEDY = "keep one scan's slices in a folder of their own";

    /** One slice that fits in so many pictures is enough. */
    private static final int PLAIN = 2;

    private static final int MENDED = 4;

    private final List<Path> files;
    private final boolean mend;
    private final List<Fault> faults = new ArrayList<>();
    private final List<UnreadableScanException> damaged = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private int found;

    /** Of files in their order. */
    PictureStack(List<Path> files, boolean mend) {
        this.files = List.copyOf(files);
        this.mend = mend;
    }

    /** One of the pictures: where it is, and what is known of it so far. */
    private record Picture<T>(Path file, int page, T known) {
        <U> Picture<U> with(U more) {
            return new Picture<>(file, page, more);
        }

        String name() {
            return file.getFileName() + (page > 0 ? " page " + (page + 1) : "");
        }
    }

    /**
     * Reads the slices.
     *
     * @throws UnreadableScanException where too few of the pictures are slices of one scan, or where they are too many
     */
    Slices read(long maxVoxels) throws IOException {
        List<Picture<PictureSize>> sizes = sizes();
        PictureSize size = usual(sizes, Function.identity());
        List<Picture<PictureSize>> sized =
                alike(sizes, Function.identity(), s -> mend ? Unified.alike(s, size) : s.equals(size));
        if (size.pixels() * sized.size() > maxVoxels) {
            throw unreadable(
                    "are " + sized.size() + " slices of " + size + ": more than " + maxVoxels + " voxels", REMEDY);
        }
        List<Picture<GreyPixels>> read = pixels(sized, size);
        VoxelType type = usual(read, GreyPixels::type);
        List<Picture<GreyPixels>> slices =
                mend ? unified(read, type) : alike(read, GreyPixels::type, g -> g.type() == type);
        return new Slices(
                size,
                type,
                slices.stream().map(Picture::name).toList(),
                slices.stream().map(s -> s.known().values()).toList());
    }

    /** The pictures that were damaged, or not of the usual size or type. */
    List<Fault> faults() {
        return List.copyOf(faults);
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
                    take(file, sizes, () -> new Picture<>(file, page, open.size(page)));
                }
            } catch (UnreadableScanException e) {
                found++;
                damaged(file, e);
            }
        }
        return sizes;
    }

    private List<Picture<GreyPixels>> pixels(List<Picture<PictureSize>> sizes, PictureSize usual) throws IOException {
        Map<Path, List<Picture<PictureSize>>> byFile =
                sizes.stream().collect(Collectors.groupingBy(Picture::file, LinkedHashMap::new, Collectors.toList()));
        List<Picture<GreyPixels>> slices = new ArrayList<>();
        for (Map.Entry<Path, List<Picture<PictureSize>>> pages : byFile.entrySet()) {
            try (PictureFile open = PictureFile.open(pages.getKey())) {
                for (Picture<PictureSize> page : pages.getValue()) {
                    take(page.file(), slices, () -> page.with(sized(page, open.read(page.page()), usual)));
                }
            }
        }
        return slices;
    }

    /** Pixels of the usual size. */
    private GreyPixels sized(Picture<PictureSize> page, GreyPixels pixels, PictureSize usual) {
        return page.known().equals(usual)
                ? pixels
                : new GreyPixels(
                        pixels.type(), mended(page, Unified.size(pixels.values(), page.known(), usual), page.known()));
    }

    /** All pixels as if of the usual type. */
    private List<Picture<GreyPixels>> unified(List<Picture<GreyPixels>> slices, VoxelType type) {
        List<Picture<GreyPixels>> unified = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            Picture<GreyPixels> slice = slices.get(i);
            boolean usual = slice.known().type() == type;
            unified.add(
                    usual
                            ? slice
                            : slice.with(new GreyPixels(
                                    type,
                                    mended(
                                            slice,
                                            greys(slices, i, type),
                                            slice.known().type()))));
        }
        return unified;
    }

    private static Unified greys(List<Picture<GreyPixels>> slices, int at, VoxelType type) {
        float[] beside = IntStream.range(0, slices.size())
                .filter(i -> slices.get(i).known().type() == type)
                .boxed()
                .min(Comparator.comparingInt(i -> Math.abs(i - at)))
                .map(i -> slices.get(i).known().values())
                .orElseThrow();
        return Unified.greys(slices.get(at).known().values(), beside);
    }

    private float[] mended(Picture<?> picture, Unified unified, Object was) {
        faults.add(new Fault(FaultKind.NON_UNIFIED, picture.name(), "is " + was));
        oddities.add("mended: " + picture.name() + " is " + was + ", " + unified.what());
        return unified.values();
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> void take(Path file, List<T> taken, Step<T> step) throws IOException {
        try {
            taken.add(step.take());
        } catch (UnreadableScanException e) {
            damaged(file, e);
        }
    }

    private void damaged(Path file, UnreadableScanException e) {
        damaged.add(e);
        faults.add(new Fault(FaultKind.DAMAGED, String.valueOf(file.getFileName()), String.valueOf(e.getMessage())));
    }

    /** What most pictures are. */
    private <T, K> K usual(List<Picture<T>> pictures, Function<T, K> kind) {
        requireEnough(pictures.size());
        return MostFrequent.of(pictures.stream().map(p -> kind.apply(p.known())).toList());
    }

    /** Those that are as most are; the others are left out. */
    private <T> List<Picture<T>> alike(List<Picture<T>> pictures, Function<T, ?> kind, Predicate<T> usual) {
        List<Picture<T>> alike =
                pictures.stream().filter(p -> usual.test(p.known())).toList();
        List<Picture<T>> others =
                pictures.stream().filter(p -> !usual.test(p.known())).toList();
        List<String> were = others.stream()
                .map(p -> p.name() + " is " + kind.apply(p.known()))
                .toList();
        others.forEach(p -> faults.add(new Fault(FaultKind.NON_UNIFIED, p.name(), "is " + kind.apply(p.known()))));
        if (!others.isEmpty()) {
            oddities.add(Sentences.some(others.size(), "picture is", "pictures are") + " left out, since most are "
                    + usual(pictures, kind) + ": " + Sentences.list(were));
        }
        requireEnough(alike.size());
        return alike;
    }

    private void requireEnough(int kept) {
        if (kept > 0 && (mend ? MENDED : PLAIN) * kept >= found) {
            return;
        }
        if (found == 1) {
            throw damaged.get(0);
        }
        throw unreadable(
                "hold " + kept + " slices that fit together, of " + found + ": " + String.join("; ", oddities()),
                mend ? REMEDY : REMEDY + ", copy damaged ones again, or ingest with --mend");
    }

    private UnreadableScanException unreadable(String problem, String remedy) {
        Path first = files.get(0);
        Path parent = first.getParent();
        return new ScanFile(files.size() == 1 || parent == null ? first : parent)
                .unreadable("pictures", problem, remedy);
    }

    private String reasons() {
        return Sentences.list(
                damaged.stream().map(e -> String.valueOf(e.getMessage())).toList());
    }
}
