package org.gantry.app.command;

import java.util.concurrent.Callable;
import org.gantry.app.node.Node;
import org.gantry.bus.Bus;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** A command that reads topics and prints what it finds; it takes no work from anybody. */
abstract class ReadingCommand implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public final Integer call() throws Exception {
        prepare();
        if (needsBus()) {
            connection.requireBus();
        }
        try (Node node = connection.connect()) {
            read(node.bus(), output);
        }
        return ExitCode.OK;
    }

    /** What can be told before a process is started. */
    void prepare() throws Exception {}

    /** Whether a bus without anything is of no use to it. */
    boolean needsBus() {
        return true;
    }

    abstract void read(Bus bus, Output output) throws Exception;
}
