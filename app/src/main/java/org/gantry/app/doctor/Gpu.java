package org.gantry.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.network.Device;
import org.gantry.network.Processor;
import org.gantry.network.TensorFlowRuntime;

/**
 * Whether a GPU can compute here: its driver, TensorFlow's build, the libraries that this opens, and what it then sees.
 *
 * @param folders of shared libraries
 * @param tool NVIDIA's own, if it is there
 * @param forGpus whether TensorFlow was built for GPUs
 */
record Gpu(LibraryFolders folders, Optional<Path> tool, boolean forGpus) {
    private static final String DRIVER = "libcuda.so.1";

    /** This machine's. */
    static Gpu here() {
        String unpacked = System.getProperty(
                "org.bytedeco.javacpp.cachedir", System.getProperty("user.home") + "/.javacpp/cache");
        LibraryFolders folders =
                LibraryFolders.of(Path.of("/"), System.getenv().getOrDefault("LD_LIBRARY_PATH", ""), Path.of(unpacked));
        Optional<Path> tool = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nvidia-smi"))
                .filter(Files::exists)
                .findFirst();
        return new Gpu(folders, tool, TensorFlowRuntime.isForGpus());
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(List.of(driver()));
        boolean driver = folders.find(DRIVER).isPresent();
        if (driver && !forGpus) {
            findings.add(Finding.note(
                    "GPU",
                    "this build of TensorFlow is for CPUs",
                    "GANTRY_GPU=1 ./gantry ... builds and starts the other (526 MB, once); or mvn -Pgpu package"));
        }
        if (driver || forGpus) {
            findings.addAll(libraries());
        }
        if (driver && forGpus) {
            findings.add(firstGpu());
        }
        return findings;
    }

    private Finding driver() {
        String also = tool.map(path -> ", " + path).orElse("");
        Optional<Path> misplaced = folders.misplaced(DRIVER);
        if (misplaced.isPresent()) {
            return misplaced(List.of(misplaced.get()));
        }
        return folders.find(DRIVER)
                .map(path -> Finding.ok("GPU", "driver at " + path + also))
                .orElseGet(() -> Finding.note(
                        "GPU", "none: no " + DRIVER + (tool.isPresent() ? ", although " + tool.get() : ""), """
                        works on the CPU; for a GPU install NVIDIA's driver (in a container: --gpus all)"""));
    }

    private List<Finding> libraries() {
        List<Finding> findings = new ArrayList<>();
        List<CudaLibrary> missing = CudaLibrary.ALL.stream()
                .filter(library -> folders.find(library.soname()).isEmpty())
                .filter(library -> folders.misplaced(library.soname()).isEmpty())
                .toList();
        List<Path> misplaced = CudaLibrary.ALL.stream()
                .flatMap(library -> folders.misplaced(library.soname()).stream())
                .toList();
        if (!missing.isEmpty()) {
            findings.add(missing(missing));
        }
        if (!misplaced.isEmpty()) {
            findings.add(misplaced(misplaced));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("CUDA", CudaLibrary.ALL.size() + " libraries, as " + where("libcudnn.so.9")))
                : findings;
    }

    private String where(String soname) {
        return folders.find(soname).map(Path::toString).orElse(soname);
    }

    private static Finding missing(List<CudaLibrary> libraries) {
        String apt = libraries.stream().map(CudaLibrary::apt).distinct().collect(Collectors.joining(" "));
        String pip = libraries.stream().map(CudaLibrary::pip).distinct().collect(Collectors.joining(" "));
        return Finding.note(
                "CUDA",
                "no " + libraries.stream().map(CudaLibrary::toString).collect(Collectors.joining(", ")),
                "sudo apt install " + apt + " (from NVIDIA's repository); or pip install --target cuda " + pip
                        + " and GANTRY_CUDA=cuda/nvidia ./gantry ...; or name their folders in LD_LIBRARY_PATH");
    }

    private static Finding misplaced(List<Path> files) {
        Stream<Path> folders = files.stream().map(Path::getParent).distinct();
        return Finding.note(
                "CUDA",
                "the loader does not look where these are: "
                        + files.stream().map(Path::toString).collect(Collectors.joining(", ")),
                "export LD_LIBRARY_PATH=" + folders.map(Path::toString).collect(Collectors.joining(":")));
    }

    private static Finding firstGpu() {
        try {
            Device.DEFAULT.on(Processor.gpu(0)).requirePresent();
            return Finding.ok("GPU", "TensorFlow computes on gpu:0");
        } catch (IllegalStateException e) {
            return Finding.note("GPU", "" + e.getMessage(), "TF_CPP_MIN_LOG_LEVEL=0 ./gantry doctor shows why");
        }
    }
}
