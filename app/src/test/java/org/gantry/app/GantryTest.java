package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class GantryTest {
    @Test
    void helpNamesEveryCommandAndVersionSaysWhich() {
        Spoken help = Spoken.by("--help");
        assertThat(help.code()).isZero();
        Gantry.commandLine()
                .getSubcommands()
                .keySet()
                .forEach(name -> assertThat(help.out()).contains(name));
        assertThat(Spoken.by("--version").out()).startsWith("gantry 0.").contains("Java");
    }

    @Test
    void everyCommandThatDoesSomethingHasAnExampleAndSpeaksJson() {
        Deque<CommandLine> open =
                new ArrayDeque<>(Gantry.commandLine().getSubcommands().values());
        while (!open.isEmpty()) {
            CommandLine command = open.pop();
            open.addAll(command.getSubcommands().values());
            boolean ours = !Set.of("help", "generate-completion").contains(command.getCommandName());
            if (command.getSubcommands().isEmpty() && ours) {
                assertThat(String.join(
                                "\n", command.getCommandSpec().usageMessage().footer()))
                        .as(command.getCommandName())
                        .contains("gantry ");
                assertThat(command.getCommandSpec().optionsMap()).containsKeys("--json", "--help");
            }
        }
    }

    @Test
    void shellsCompleteCommandsAndOptions() {
        assertThat(Spoken.by("generate-completion").out()).contains("complete -F", "classify", "--bootstrap-servers");
    }

    @Test
    void anUnknownCommandIsMetWithTheNearestOne() {
        Spoken spoken = Spoken.by("netwrok");
        assertThat(spoken.code()).isEqualTo(2);
        assertThat(spoken.err()).contains("netwrok").contains("Did you mean: gantry network");
    }

    @Test
    void aDeviceThatIsNoneIsRefusedWithWhatMayBeWritten() {
        assertThat(Spoken.by("serve", "--devices", "gpu:0,cuda").refusal())
                .contains("'cuda' is no device: write cpu, or gpu:0, gpu:1");
        assertThat(Spoken.by("serve", "--gpu-memory", "2").refusal()).contains("'2' is no GPU memory: write grow, all");
        assertThat(Spoken.by("serve", "--compiler", "gcc").refusal()).contains("--compiler", "XLA");
    }

    @Test
    void trainingsAreThePapersUnlessToldOtherwise() {
        for (String command : new String[] {"train", "benchmark"}) {
            assertThat(Spoken.by(command, "--help").out().replaceAll("\\s+", " "))
                    .contains("the paper's")
                    .contains("Epochs over the training's scans. Default: 200")
                    .contains("Adam's highest learning rate. Default: 0.001")
                    .contains("along a cosine. Default: 1.0E-5")
                    .contains("L2 penalty on the weights. Default: 5.0E-4")
                    .contains("before the linear layer. Default: 0.5")
                    .contains("Volumes in a batch of the trainings. Default: 16")
                    .contains("Size of the volumes. Default: 32x128x128");
        }
        assertThat(Spoken.by("benchmark", "--help").out()).contains("Default: [1, 2, 3]");
    }

    @Test
    void helpSaysWhatMustBeGivenAndListsOptionsAsTheyAreDeclared() {
        String help = Spoken.by("run", "--help").out();
        assertThat(help).startsWith("Usage: gantry run --data DIR --labels FILE --out DIR [OPTION...]");
        assertThat(help)
                .containsSubsequence("--data=", "--labels=", "--out=", "--search-epochs=", "--epochs=", "--json");
        assertThat(Spoken.by("cam", "export", "--help").out())
                .startsWith("Usage: gantry cam export --to DIR [OPTION...] SCAN...");
    }

    @Test
    void noCommandShowsTheUsage() {
        Spoken spoken = Spoken.by();
        assertThat(spoken.code()).isEqualTo(2);
        assertThat(spoken.err()).contains("Usage: gantry");
    }

    @Test
    void aFailureIsOneLineWithoutStackTraceAndExitCodeOne() {
        assertThat(failing(new IllegalStateException("the disk is full;\n free some")))
                .isEqualTo("gantry: the disk is full;; free some");
        assertThat(failing(new IllegalStateException(null, new IllegalArgumentException("scan a is no NIfTI"))))
                .isEqualTo("gantry: scan a is no NIfTI");
        assertThat(failing(new IllegalStateException("the TRAINER failed", new OutOfMemoryError("Java heap space"))))
                .isEqualTo("gantry: the TRAINER failed; GANTRY_HEAP=4g gives it more memory");
        assertThat(failing(new NullPointerException())).contains("NullPointerException", "GANTRY_DEBUG");
    }

    private static String failing(RuntimeException failure) {
        Spoken spoken = Spoken.of(Gantry.commandLine().addSubcommand("fail", new Failing(failure)), "fail");
        assertThat(spoken.code()).isEqualTo(1);
        return spoken.err().strip();
    }

    /** A command that fails. */
    @Command(name = "fail")
    private record Failing(RuntimeException failure) implements Runnable {
        @Override
        public void run() {
            throw failure;
        }
    }
}
