package org.gantry.app.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much memory of each GPU is taken, as NVIDIA's own tool says; it takes a while to say it, so it is asked at times.
 */
final class GpuMemory {
    private static final Logger LOG = LoggerFactory.getLogger(GpuMemory.class);
    private static final Pattern LINE = Pattern.compile("(\\d+), *(\\d+)");
    private static final long MIB = 1L << 20;

    private final Path tool;
    private volatile Map<String, Long> taken = Map.of();

    GpuMemory(Path tool) {
        this.tool = tool;
    }

    /** Of this machine's GPUs; empty where the tool is not on the path. */
    static Optional<GpuMemory> here() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nvidia-smi"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(GpuMemory::new);
    }

    /** Device, as gpu:0, to bytes taken, by whatever process, when it was last asked. */
    Map<String, Long> taken() {
        return taken;
    }

    /** Asks; blocks. A tool that finds no GPU leaves nothing known. */
    void look() {
        try {
            Process process = new ProcessBuilder(
                            tool.toString(), "--query-gpu=index,memory.used", "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                taken = read(said.lines().toList());
            }
        } catch (IOException e) {
            LOG.debug("{} does not tell the memory of GPUs", tool, e);
            taken = Map.of();
        }
    }

    /** Lines of index and MiB. */
    static Map<String, Long> read(List<String> lines) {
        Map<String, Long> bytes = new TreeMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                bytes.put("gpu:" + matcher.group(1), Long.parseLong(matcher.group(2)) * MIB);
            }
        }
        return bytes;
    }
}
