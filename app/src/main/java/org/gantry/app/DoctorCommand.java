package org.gantry.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.app.doctor.Doctor;
import org.gantry.app.doctor.Finding;
import org.gantry.app.doctor.Finding.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gantry doctor}: what this machine has, and what to do about what it lacks. */
@Command(
        name = "doctor",
        description = "Says what this machine has (JDK, TensorFlow, GPU, memory, disk, Docker) and what to do about "
                + "what it lacks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0 means that 'gantry demo' can run here.", "", "Example:", "  gantry doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(Path.of("")).findings();
        boolean ready = findings.stream().noneMatch(f -> f.verdict() == Verdict.LACKING);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("ready", ready);
            map.put("findings", findings);
            out.println(Json.pretty(map));
        } else {
            findings.forEach(f -> print(f, out));
            out.println(ready ? "'gantry demo' can run here." : "'gantry demo' cannot run here yet.");
        }
        return ready ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-8s %-14s %s%n",
                finding.verdict().name().toLowerCase(Locale.ROOT),
                finding.subject(),
                finding.found());
        if (!finding.remedy().isEmpty()) {
            out.printf(Locale.ROOT, "%-8s %-14s -> %s%n", "", "", finding.remedy());
        }
    }
}
