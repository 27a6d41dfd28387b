package org.gantry.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gantry.app.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void everyPartOfThisMachineIsLookedAtAndWhatLacksHasARemedy() {
        List<Finding> findings = new Doctor(folder).findings();
        assertThat(findings)
                .extracting(Finding::subject)
                .contains("JDK", "cores", "memory", "disk", "TensorFlow", "GPU", "fonts", "Docker");
        assertThat(findings)
                .filteredOn(f -> f.verdict() != Verdict.OK)
                .allMatch(f -> !f.remedy().isBlank());
        assertThat(findings)
                .filteredOn(f -> f.subject().equals("TensorFlow"))
                .singleElement()
                .satisfies(f -> assertThat(f.verdict()).isEqualTo(Verdict.OK))
                .satisfies(f -> assertThat(f.found()).startsWith("2."));
    }

    @Test
    void tooLittleMemoryOrDiskStopsTheDemoAndOneCoreDoesNot() {
        assertThat(Doctor.memory(1L << 30).verdict()).isEqualTo(Verdict.LACKING);
        assertThat(Doctor.memory(8L << 30)).isEqualTo(Finding.ok("memory", "8.0 GiB"));
        assertThat(Doctor.disk("disk", folder, Long.MAX_VALUE).verdict()).isEqualTo(Verdict.LACKING);
        assertThat(Doctor.disk("disk", folder.resolve("missing"), 1).verdict()).isEqualTo(Verdict.LACKING);
        assertThat(Doctor.cores(1).verdict()).isEqualTo(Verdict.NOTE);
        assertThat(Doctor.temporaryFolder(folder).verdict()).isEqualTo(Verdict.OK);
        assertThat(Doctor.temporaryFolder(folder.resolve("missing")).verdict()).isEqualTo(Verdict.LACKING);
    }

    @Test
    void anEngineThatAnswersIsToldFromOneThatDoesNot() throws IOException {
        assertThat(Docker.look(folder.resolve("none")).found()).contains("no engine");
        assertThat(answering("HTTP/1.0 200 OK\r\n\r\nOK").verdict()).isEqualTo(Verdict.OK);
        assertThat(answering("HTTP/1.0 500 no\r\n\r\n").found()).contains("500 no");
    }

    private Finding answering(String answer) throws IOException {
        Path socket = folder.resolve("engine" + answer.hashCode());
        try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            engine.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Finding> finding = CompletableFuture.supplyAsync(() -> Docker.look(socket));
            try (SocketChannel client = engine.accept()) {
                client.read(ByteBuffer.allocate(64));
                client.write(StandardCharsets.US_ASCII.encode(answer));
            }
            return finding.join();
        }
    }
}
