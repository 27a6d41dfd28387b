package org.gantry.app.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gantry.bus.BusConfig;
import org.gantry.bus.Grant;
import org.gantry.bus.Party;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry acl}: the least rights that each role needs on a Kafka cluster. */
@Command(
        name = "acl",
        description = "Prints the rights that each role needs on a Kafka cluster, and no others, as kafka-acls.sh"
                + " commands. A process of several roles needs those of all; every 'gantry serve' is a dashboard, too.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry acl --bootstrap-server kafka:9093 --command-config admin.properties",
            "  gantry acl --role trainer,dashboard --principal User:trainer",
            "  gantry acl --role ingest,reader,subscriber --principal User:anna   # may 'gantry classify'"
        })
public final class AclCommand implements Callable<Integer> {
    @Option(names = "--role", split = ",", paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}; default: all.")
    private final Set<Party> roles = new LinkedHashSet<>();

    @Option(
            names = "--principal",
            paramLabel = "TYPE:NAME",
            description = "Who gets the rights of these roles; default: one for each role, by --principal-prefix.")
    private @Nullable String principal;

    @Option(names = "--principal-prefix", paramLabel = "TYPE:TEXT", description = "What goes before the role's name.")
    private String principalPrefix = "User:gantry-";

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Before the names of topics and groups.")
    private String prefix = BusConfig.PREFIX;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Stands in the commands.")
    private String bootstrapServer = "localhost:9092";

    @Option(names = "--command-config", paramLabel = "FILE", description = "Stands in the commands: how to log in.")
    private @Nullable String commandConfig;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<Map<String, String>> rights = new ArrayList<>();
        for (Party party : roles.isEmpty() ? EnumSet.allOf(Party.class) : roles) {
            List<Grant> grants = party.grants(prefix);
            output.say("# " + name(party) + ": " + party.deed());
            AclLines.of(head(party), grants).forEach(output::say);
            grants.forEach(grant -> rights.add(figures(party, grant)));
        }
        output.result(rights);
        return ExitCode.OK;
    }

    private static String name(Party party) {
        return party.name().toLowerCase(Locale.ROOT);
    }

    private String principal(Party party) {
        return principal == null ? principalPrefix + name(party) : principal;
    }

    private List<String> head(Party party) {
        List<String> head = new ArrayList<>(List.of("kafka-acls.sh", "--bootstrap-server", bootstrapServer));
        if (commandConfig != null) {
            head.addAll(List.of("--command-config", commandConfig));
        }
        head.addAll(List.of("--add", "--allow-principal", principal(party)));
        return head;
    }

    private Map<String, String> figures(Party party, Grant grant) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("role", name(party));
        figures.put("principal", principal(party));
        figures.put("resource", grant.kind().toString());
        figures.put("name", grant.name());
        figures.put("pattern", grant.pattern().toString());
        figures.put("operation", grant.operation().toString());
        return figures;
    }
}
