package org.gantry.ingest.dataset;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gantry.ingest.read.Archive;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.Refused;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanReaders;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;

/**
 * Finds scans in folders, however deep, by what the files hold.
 *
 * @param readers the formats
 * @param pseudonyms stand for what files say of who a scan is
 */
public record ScanFinder(ScanReaders readers, Pseudonyms pseudonyms) {
    /** Deeper than any archive that was seen; a loop of links ends there. */
    private static final int DEPTH = 16;

    /**
     * The scans of a folder, or of an archive, and of the folders in it; what is wrong with them is among its findings.
     */
    public ScanFolder list(Path folder) throws IOException {
        try {
            if (Archive.isOne(folder)) {
                return list(Archive.folder(folder), folder);
            }
        } catch (UnreadableScanException e) {
            return ScanFolder.unusable(folder, String.valueOf(e.getMessage()));
        }
        if (!Files.isDirectory(folder)) {
            String problem = Files.exists(folder) ? "is no folder" : "does not exist";
            return ScanFolder.unusable(folder, folder + ": " + problem + "; check the path");
        }
        return list(folder, folder);
    }

    private ScanFolder list(Path folder, Path named) throws IOException {
        Listing listing = new Listing(folder, named);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, listing);
        return listing.folder();
    }

    /** The scans of files that were named one by one; a file that is alone gives its name, not its folder's. */
    public ScanFolder among(Path folder, List<Path> files) throws IOException {
        Listing listing = new Listing(folder, files.size() == 1 ? files.get(0) : folder);
        files.forEach(listing::add);
        return listing.folder();
    }

    /** The state of listing one folder. */
    private final class Listing extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Path named;
        private final SortedMap<Path, List<Path>> files = new TreeMap<>();
        private final List<NamedScan> scans = new ArrayList<>();
        private final List<String> oddities = new ArrayList<>();
        private final List<String> others = new ArrayList<>();

        Listing(Path root, Path named) {
            this.root = root;
            this.named = named;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return hidden(folder) && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !hidden(file)) {
                add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            oddities.add(
                    file + " left out: it cannot be opened (" + cause.getClass().getSimpleName() + ")");
            return FileVisitResult.CONTINUE;
        }

        private static boolean hidden(Path path) {
            return name(path).startsWith(".");
        }

        void add(Path file) {
            files.computeIfAbsent(parent(file), folder -> new ArrayList<>()).add(file);
        }

        ScanFolder folder() throws IOException {
            for (Map.Entry<Path, List<Path>> entry : files.entrySet()) {
                FoundScans found = ScanReaders.find(
                        byReader(entry.getValue().stream().sorted().toList()));
                name(entry.getKey(), found.sources());
                oddities.addAll(found.refused());
            }
            if (!others.isEmpty()) {
                oddities.add(Sentences.some(
                                others.size(), "entry of the folder is no scan", "entries of the folder are no scans")
                        + ": " + Sentences.list(others));
            }
            return scans.isEmpty()
                    ? ScanFolder.unusable(named, named + ": holds no scan that Gantry reads; check the path")
                    : new ScanFolder(named, scans, new Findings(oddities, List.of()));
        }

        private Map<ScanReader, List<Path>> byReader(List<Path> files) throws IOException {
            Map<ScanReader, List<Path>> byReader = new LinkedHashMap<>();
            for (Path file : files) {
                ScanReader reader = readers.of(file);
                if (reader instanceof Refused && !ScanName.isScan(name(file))) {
                    others.add(name(file));
                } else {
                    byReader.computeIfAbsent(reader, r -> new ArrayList<>()).add(file);
                }
            }
            return withDamaged(byReader);
        }

        /** A file that is nobody's goes to the slices beside it where its name says that it is one of them. */
        private static Map<ScanReader, List<Path>> withDamaged(Map<ScanReader, List<Path>> byReader) {
            Map<ScanReader, List<Path>> all = new LinkedHashMap<>(byReader);
            byReader.forEach((reader, files) -> {
                if (reader instanceof Refused) {
                    byReader.keySet().stream()
                            .filter(r -> files.stream().allMatch(f -> r.claims(name(f))))
                            .findFirst()
                            .ifPresent(r -> {
                                all.remove(reader);
                                all.computeIfPresent(
                                        r,
                                        (x, others) -> Stream.concat(others.stream(), files.stream())
                                                .toList());
                            });
                }
            });
            return all;
        }

        /** A scan of slices has its folder's name, and a number where there are more. */
        private void name(Path folder, List<ScanSource> sources) {
            // what is refused beside slices is named by its file, and changes no other's name
            boolean several =
                    sources.stream().filter(s -> s.reader().ofSlices()).count() > 1;
            int number = 1;
            for (ScanSource source : sources) {
                boolean file = source.files().size() == 1
                        && (several || !source.reader().ofSlices());
                List<String> path = folders(folder);
                if (file) {
                    path.add(ScanName.id(name(source.first())));
                } else {
                    String own = path.isEmpty() ? ScanName.id(name(named)) : path.remove(path.size() - 1);
                    path.add(several ? own + "-" + number++ : own);
                }
                scans.add(named(path, source));
            }
        }

        private NamedScan named(List<String> path, ScanSource source) {
            return new NamedScan(
                    path,
                    source,
                    source.identity()
                            .map(who -> who.series().isBlank() ? source.place().toString() : who.series())
                            .map(pseudonyms::scan),
                    source.identity()
                            .map(ScanSource.Identity::patient)
                            .filter(s -> !s.isBlank())
                            .map(pseudonyms::patient));
        }

        private List<String> folders(Path folder) {
            List<String> names = new ArrayList<>();
            if (!folder.equals(root) && folder.startsWith(root)) {
                root.relativize(folder).forEach(p -> names.add(p.toString()));
            }
            return names;
        }

        private static Path parent(Path file) {
            Path parent = file.getParent();
            return parent == null ? Path.of("") : parent;
        }

        private static String name(Path path) {
            Path name = path.toAbsolutePath().normalize().getFileName();
            return name == null ? path.toString() : name.toString();
        }
    }
}
