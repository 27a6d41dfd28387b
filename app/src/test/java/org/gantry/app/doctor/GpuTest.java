package org.gantry.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gantry.app.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines with and without a driver and CUDA's libraries, laid out in a temporary folder. */
class GpuTest {
    private static final String DRIVER = "usr/lib/x86_64-linux-gnu/libcuda.so.1";
    private static final String UNPACKED =
            "cache/tensorflow-core-native-1.1.0-linux-x86_64-gpu.jar/org/tensorflow/internal/c_api";

    @TempDir
    private Path root;

    private void have(String... files) throws IOException {
        for (String file : files) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
    }

    private void haveAllIn(String folder) throws IOException {
        for (CudaLibrary library : CudaLibrary.ALL) {
            have(folder + "/" + library.soname());
        }
    }

    private List<Finding> findings(boolean forGpus, String path) {
        LibraryFolders folders = LibraryFolders.of(root, path, root.resolve("cache"));
        return new Gpu(folders, Optional.empty(), forGpus).findings();
    }

    @Test
    void withoutDriverAndGpuBuildNothingOfCudaIsAskedFor() {
        assertThat(findings(false, "")).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.NOTE);
            assertThat(finding.found()).contains("no libcuda.so.1");
            assertThat(finding.remedy()).contains("NVIDIA's driver");
        });
    }

    @Test
    void aDriverUnderTheBuildForCpusIsToldHowToGetTheOther() throws IOException {
        have(DRIVER);
        assertThat(findings(false, ""))
                .anySatisfy(finding -> assertThat(finding.found()).isEqualTo("driver at " + root.resolve(DRIVER)))
                .anySatisfy(finding -> assertThat(finding.remedy()).contains("GANTRY_GPU=1", "mvn -Pgpu"))
                .allMatch(finding -> finding.verdict() != Verdict.LACKING);
    }

    @Test
    void everyMissingLibraryIsNamedWithItsSonameAndHowToGetIt() {
        Finding missing = cuda(findings(true, ""));
        assertThat(missing.verdict()).isEqualTo(Verdict.NOTE);
        assertThat(missing.found())
                .contains("libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcufft.so.11")
                .contains("libcusolver.so.11", "libcusparse.so.12", "libcupti.so.12", "libcudnn.so.9");
        assertThat(missing.remedy())
                .contains("apt install cuda-cudart-12-5 libcublas-12-5 libcudnn9-cuda-12")
                .contains(
                        "pip install --target cuda nvidia-cuda-runtime-cu12 nvidia-cublas-cu12 'nvidia-cudnn-cu12>=9.3,<10'")
                .contains("GANTRY_CUDA", "LD_LIBRARY_PATH");
    }

    @Test
    void onlyWhatIsMissingIsNamedAndAnotherVersionDoesNotServe() throws IOException {
        haveAllIn("usr/lib/x86_64-linux-gnu");
        Files.delete(root.resolve("usr/lib/x86_64-linux-gnu/libcudnn.so.9"));
        have("usr/lib/x86_64-linux-gnu/libcudnn.so.8", "usr/lib/x86_64-linux-gnu/libcudnn.so");
        Finding missing = cuda(findings(true, ""));
        assertThat(missing.found()).isEqualTo("no libcudnn.so.9 (convolutions, 9.3 or later)");
        assertThat(missing.remedy()).startsWith("sudo apt install libcudnn9-cuda-12 (from NVIDIA's repository)");
    }

    @Test
    void aToolkitWhereTheLoaderDoesNotLookIsPointedOut() throws IOException {
        haveAllIn("usr/local/cuda-12.5/lib64");
        Path folder = root.resolve("usr/local/cuda-12.5/lib64");
        Finding misplaced = cuda(findings(true, ""));
        assertThat(misplaced.found()).contains("the loader does not look", folder + "/libcudnn.so.9");
        assertThat(misplaced.remedy()).isEqualTo("export LD_LIBRARY_PATH=" + folder);
        assertFound(findings(true, "/nowhere::" + folder));
    }

    @Test
    void foldersOfTheLoadersConfigurationAreSearched() throws IOException {
        haveAllIn("opt/cuda/lib");
        Path configuration = Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.writeString(configuration.resolve("cuda.conf"), "# CUDA\n  /opt/cuda/lib  \n");
        assertFound(findings(true, ""));
    }

    @Test
    void foldersBesideTheUnpackedLibraryAreSearched() throws IOException {
        haveAllIn(UNPACKED + "/nvidia/all/lib");
        assertFound(findings(true, ""));
    }

    @Test
    void aGpuThatTensorFlowDoesNotSeeIsSaidToBeSo() throws IOException {
        have(DRIVER);
        haveAllIn("usr/lib/x86_64-linux-gnu");
        assertThat(findings(true, "")).extracting(Finding::subject).containsExactly("GPU", "CUDA", "GPU");
    }

    private static void assertFound(List<Finding> findings) {
        assertThat(cuda(findings).verdict()).isEqualTo(Verdict.OK);
    }

    private static Finding cuda(List<Finding> findings) {
        List<Finding> ofCuda =
                findings.stream().filter(f -> f.subject().equals("CUDA")).toList();
        assertThat(ofCuda).hasSize(1);
        return ofCuda.get(0);
    }
}
