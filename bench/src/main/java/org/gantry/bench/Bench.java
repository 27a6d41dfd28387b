package org.gantry.bench;

import org.gantry.app.Failures;
import org.gantry.bench.explain.LocalisationBench;
import org.gantry.bench.ingest.IngestBench;
import org.gantry.bench.load.LoadBench;
import org.gantry.bench.load.OverloadBench;
import org.gantry.bench.load.ScaleOutBench;
import org.gantry.bench.search.PlantedBench;
import org.gantry.bench.search.SearchLoopBench;
import org.gantry.bench.search.SharedSearchBench;
import org.gantry.bench.trust.ForeignBench;
import org.gantry.bench.trust.TemperatureBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench/run}: its subcommands are the benchmarks. */
@Command(
        name = "bench/run",
        description = "Measures Gantry.",
        subcommands = {
            NetworkBench.class,
            PeersBench.class,
            MatMulPeak.class,
            PlantedBench.class,
            SearchLoopBench.class,
            IngestBench.class,
            SharedSearchBench.class,
            LoadBench.class,
            OverloadBench.class,
            ScaleOutBench.class,
            LocalisationBench.class,
            ForeignBench.class,
            TemperatureBench.class
        },
        mixinStandardHelpOptions = true)
public final class Bench {
    private Bench() {}

    /** Runs a benchmark and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::usage)
                .setExecutionExceptionHandler(Failures::execution)
                .execute(args));
    }
}
