package org.gantry.app.doctor;

import java.util.List;

/**
 * A shared library that TensorFlow 2.18 opens by name when it meets a GPU (app/RATIONALE.md, "GPU").
 *
 * @param soname the name it is opened by
 * @param use what it is for
 * @param apt the package of NVIDIA's repository for Debian and Ubuntu
 * @param pip the package of the Python index, which unpacks to {@code site-packages/nvidia}
 */
record CudaLibrary(String soname, String use, String apt, String pip) {
    /** All of them but the driver's. */
    static final List<CudaLibrary> ALL = List.of(
            new CudaLibrary("libcudart.so.12", "CUDA itself", "cuda-cudart-12-5", "nvidia-cuda-runtime-cu12"),
            new CudaLibrary("libcublas.so.12", "matrix products", "libcublas-12-5", "nvidia-cublas-cu12"),
            new CudaLibrary("libcublasLt.so.12", "matrix products", "libcublas-12-5", "nvidia-cublas-cu12"),
            new CudaLibrary(
                    "libcudnn.so.9", "convolutions, 9.3 or later", "libcudnn9-cuda-12", "'nvidia-cudnn-cu12>=9.3,<10'"),
            new CudaLibrary("libcufft.so.11", "asked for at the start", "libcufft-12-5", "nvidia-cufft-cu12"),
            new CudaLibrary("libcusolver.so.11", "asked for at the start", "libcusolver-12-5", "nvidia-cusolver-cu12"),
            new CudaLibrary("libcusparse.so.12", "asked for at the start", "libcusparse-12-5", "nvidia-cusparse-cu12"),
            new CudaLibrary("libnvJitLink.so.12", "needed by cuSPARSE", "libnvjitlink-12-5", "nvidia-nvjitlink-cu12"),
            new CudaLibrary("libcupti.so.12", "profiles only", "cuda-cupti-12-5", "nvidia-cuda-cupti-cu12"));

    @Override
    public String toString() {
        return soname + " (" + use + ")";
    }
}
