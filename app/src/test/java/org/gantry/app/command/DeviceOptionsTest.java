package org.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.gantry.network.Device;
import org.gantry.network.GpuMemory;
import org.gantry.network.GraphCompiler;
import org.gantry.network.Processor;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeviceOptionsTest {
    @Test
    void withoutOptionsTensorFlowChooses() {
        assertThat(parse().devices()).containsExactly(Device.DEFAULT);
    }

    @Test
    void everyDeviceIsMadeInTheOrderGivenAndAllElseIsCommonToThem() {
        DeviceOptions options =
                parse("--devices", "gpu:1,cpu", "--gpu-memory", "0.25", "--compiler", "xla", "--threads", "3");
        GpuMemory quarter = GpuMemory.parse("0.25");
        assertThat(options.devices())
                .containsExactly(
                        new Device(Processor.gpu(1), 1, 2, quarter, GraphCompiler.XLA),
                        new Device(Processor.CPU, 1, 2, quarter, GraphCompiler.XLA));
    }

    private static DeviceOptions parse(String... arguments) {
        DeviceOptions options = new DeviceOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("devices", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .registerConverter(Processor.class, Processor::parse)
                .registerConverter(GpuMemory.class, GpuMemory::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        return options;
    }
}
