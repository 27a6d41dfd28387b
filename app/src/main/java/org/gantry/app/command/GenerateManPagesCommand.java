package org.gantry.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gantry.app.Folders;
import org.gantry.app.Version;
import org.gantry.app.manual.ManPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gantry generate-man-pages}: the manual, of the commands themselves. */
@Command(
        name = "generate-man-pages",
        description = "Writes a page of the manual for each command: gantry.1, gantry-run.1, ...",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: then 'man gantry-run' shows one",
            "  gantry generate-man-pages --to ~/.local/share/man/man1"
        })
public final class GenerateManPagesCommand implements Callable<Integer> {
    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder of the pages.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path folder;

    @Mixin
    private final Output output = new Output();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path pages = Folders.writable(folder, "--to");
        List<ManPage> all = ManPage.all(spec.root(), Version.gantry()).toList();
        for (ManPage page : all) {
            Files.writeString(pages.resolve(page.name() + ".1"), page.text());
        }
        output.say(all.size() + " pages are in " + pages);
        output.result(all.stream().map(ManPage::name).toList());
        return ExitCode.OK;
    }
}
