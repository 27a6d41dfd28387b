package org.gantry.app.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.bus.BusConfig;
import org.gantry.bus.Party;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;

/** docs/reference/topics.md: the catalogue, and who touches what of it. */
final class TopicsPage {
    private static final Path SCHEMA = Path.of("..", "proto", "src", "main", "protobuf", "gantry", "v1");

    private TopicsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("# Topics\n\n").append(Page.MADE);
        page.append("""

                Every name begins with `%s`. Values are [Protocol Buffers](../../proto/src/main/protobuf/gantry/v1), and what each
                field means stands there; headers are CloudEvents' in binary mode and W3C's `traceparent`. Read with
                `isolation.level=read_committed`. The same for programs: [asyncapi.json](../asyncapi.json).

                """.formatted(BusConfig.PREFIX));
        page.append(Page.head("topic", "key", "value", "partitions", "kept", "written by", "read by"));
        for (Topic<?> topic : Topics.ALL) {
            page.append(Page.row(List.of(
                    "`" + topic.name() + "`",
                    topic.key().name(),
                    value(topic),
                    Integer.toString(topic.partitions()),
                    kept(topic.kept()),
                    parties(party -> party.writes(topic)),
                    parties(party -> party.reads(topic)))));
        }
        page.append("""

                A value above %d bytes comes in several records of one key, each with the header `gantry_chunk`: join their values in
                the order of their index. Only topics that keep everything or go by age carry such values.

                Beside each topic lies that of its dead letters, `TOPIC.dlt`, with one partition, kept for ever: the record as it was,
                and in its headers why it could not be handled.

                ## Who is who

                """.formatted(BusConfig.CHUNK_BYTES));
        page.append(Page.head("role", "what it does"));
        for (Party party : Party.values()) {
            page.append(Page.row(List.of(name(party), party.deed())));
        }
        return page.append("\n`gantry acl` prints the rights that each needs on a cluster that asks for them.\n")
                .toString();
    }

    static String name(Party party) {
        return party.name().toLowerCase(Locale.ROOT);
    }

    private static String parties(Predicate<Party> which) {
        return Arrays.stream(Party.values()).filter(which).map(TopicsPage::name).collect(Collectors.joining(", "));
    }

    private static String kept(Topic.Kept kept) {
        return switch (kept) {
            case FOR_EVER -> "for ever";
            case LATEST -> "the latest of each key";
            case SEVEN_DAYS -> kept.time().toDays() + " days, at most " + kept.partitionGib() + " GiB a partition";
            case ONE_HOUR -> kept.time().toHours() + " hour, at most " + kept.partitionGib() + " GiB a partition";
        };
    }

    /** The message with its file; bytes by their digest have none. */
    private static String value(Topic<?> topic) {
        String message = topic.codec().type().replaceFirst(".*\\.", "");
        try (Stream<Path> files = Files.list(SCHEMA)) {
            return files.filter(file -> defines(file, message))
                    .findFirst()
                    .map(file ->
                            "[`" + message + "`](../../proto/src/main/protobuf/gantry/v1/" + file.getFileName() + ")")
                    .orElse("bytes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean defines(Path file, String message) {
        try {
            return Files.readString(file).contains("\nmessage " + message + " {");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
