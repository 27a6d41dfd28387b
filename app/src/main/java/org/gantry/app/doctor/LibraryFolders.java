package org.gantry.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Folders of shared libraries.
 *
 * @param searched where the system's loader looks, in its order
 * @param unsearched where CUDA is often installed, but the loader looks only if it is told to
 */
record LibraryFolders(List<Path> searched, List<Path> unsearched) {
    private static final String TENSORFLOW = "tensorflow-core-native-*-gpu.jar/org/tensorflow/internal";
    private static final List<String> STANDARD =
            List.of("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu", "lib64", "usr/lib64", "lib", "usr/lib");

    /**
     * Those of a machine.
     *
     * @param root of its file system
     * @param path value of LD_LIBRARY_PATH
     * @param unpacked where JavaCPP unpacks native libraries
     */
    static LibraryFolders of(Path root, String path, Path unpacked) {
        List<Path> searched = new ArrayList<>();
        Arrays.stream(path.split(":", -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .forEach(searched::add);
        // the library's own RUNPATH, relative to where it lies
        searched.addAll(expand(unpacked, TENSORFLOW + "/c_api/nvidia/*/lib"));
        searched.addAll(expand(unpacked, TENSORFLOW + "/nvidia/*/lib"));
        for (Path configuration : expand(root, "etc/ld.so.conf.d/*.conf")) {
            lines(configuration)
                    .filter(line -> line.startsWith("/"))
                    .map(line -> root.resolve(line.substring(1)))
                    .forEach(searched::add);
        }
        STANDARD.stream().map(root::resolve).forEach(searched::add);
        List<Path> unsearched = new ArrayList<>(expand(root, "usr/local/cuda*/lib64"));
        unsearched.addAll(expand(root, "usr/local/cuda*/extras/CUPTI/lib64"));
        Stream.of("usr/local/nvidia/lib64", "usr/lib/wsl/lib")
                .map(root::resolve)
                .forEach(unsearched::add);
        return new LibraryFolders(List.copyOf(searched), List.copyOf(unsearched));
    }

    /** Paths below a folder that match a pattern, each of whose parts may have stars. */
    private static List<Path> expand(Path folder, String pattern) {
        Stream<Path> found = Stream.of(folder);
        for (String part : pattern.split("/", -1)) {
            found = found.flatMap(parent -> children(parent, part));
        }
        return found.toList();
    }

    private static Stream<Path> children(Path folder, String glob) {
        List<Path> children = new ArrayList<>();
        if (Files.isReadable(folder) && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> matching = Files.newDirectoryStream(folder, glob)) {
                matching.forEach(children::add);
            } catch (IOException | DirectoryIteratorException e) {
                return Stream.of(); // what cannot be read is not found there
            }
        }
        return children.stream().sorted();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .map(String::strip);
        } catch (IOException e) {
            return Stream.of();
        }
    }

    /** The file that the loader takes for a name. */
    Optional<Path> find(String soname) {
        return first(searched, soname);
    }

    /** A file of that name where the loader does not look. */
    Optional<Path> misplaced(String soname) {
        return find(soname).isPresent() ? Optional.empty() : first(unsearched, soname);
    }

    private static Optional<Path> first(List<Path> folders, String soname) {
        return folders.stream()
                .map(folder -> folder.resolve(soname))
                .filter(Files::exists)
                .findFirst();
    }
}
