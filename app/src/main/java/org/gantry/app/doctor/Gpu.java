package org.gantry.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a GPU's driver is there; whether it works is TensorFlow's to say. */
final class Gpu {
    private static final List<String> LIBRARY_FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib/wsl/lib", "/usr/local/nvidia/lib64", "/usr/lib");

    private Gpu() {}

    static Finding look() {
        Optional<Path> driver = find("libcuda.so.1", "LD_LIBRARY_PATH", LIBRARY_FOLDERS);
        Optional<Path> tool = find("nvidia-smi", "PATH", List.of("/usr/bin"));
        return driver.map(path -> Finding.ok(
                        "GPU", "driver at " + path + tool.map(t -> ", " + t).orElse("")))
                .orElseGet(() -> Finding.note(
                        "GPU", "none: no libcuda.so.1" + (tool.isPresent() ? ", although " + tool.get() : ""), """
                        works on the CPU; for a GPU install NVIDIA's driver (in a container: --gpus all)"""));
    }

    private static Optional<Path> find(String file, String variable, List<String> folders) {
        String path = System.getenv().getOrDefault(variable, "");
        return Stream.concat(Arrays.stream(path.split(":", -1)), folders.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, file))
                .filter(Files::exists)
                .findFirst();
    }
}
