package org.gantry.network;

/** Who may rewrite a graph before it runs. */
public enum GraphCompiler {
    /** Nobody: starts fastest. */
    NONE,
    /** Grappler: seconds before the first step, and no faster steps on a CPU (RATIONALE.md, "Start"). */
    GRAPPLER,
    /**
     * XLA fuses what it can into kernels of its own, compiled when first met; only on a GPU unless TF_XLA_FLAGS says
     * otherwise (RATIONALE.md, "GPU").
     */
    XLA
}
