package org.gantry.deploy.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gantry.app.node.NodeRole;

/**
 * What trials came to, a line each, in a file to which the next run adds.
 *
 * @param file it; empty where nothing is kept
 */
record Ledger(Optional<Path> file) {
    private static final String SEPARATOR = ",";
    private static final String GOOD = "good";
    private static final int STRIKES = 3;
    private static final int OUTCOME = 4;

    /** Adds a trial: good, or what was wrong; and how many processes had ended by themselves. */
    void add(Cell cell, String outcome, int revived, double seconds) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        String line = String.join(
                SEPARATOR,
                cell.fault().name(),
                cell.victim().name(),
                Long.toString(cell.seed()),
                Integer.toString(cell.strikes()),
                outcome,
                Integer.toString(revived),
                String.format(Locale.ROOT, "%.1f", seconds));
        Files.writeString(
                file.get(), line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void good(Cell cell, int revived, double seconds) throws IOException {
        add(cell, GOOD, revived, seconds);
    }

    /** How many strikes of a fault at a role went well. */
    int good(Fault fault, NodeRole victim) throws IOException {
        return strikes(fault, victim, GOOD);
    }

    private int all(Fault fault, NodeRole victim) throws IOException {
        return strikes(fault, victim, "");
    }

    private int strikes(Fault fault, NodeRole victim, String outcome) throws IOException {
        return lines().stream()
                .map(line -> line.split(SEPARATOR, -1))
                .filter(trial -> trial[0].equals(fault.name()) && trial[1].equals(victim.name()))
                .filter(trial -> trial[OUTCOME].startsWith(outcome))
                .mapToInt(trial -> Integer.parseInt(trial[STRIKES]))
                .sum();
    }

    private List<String> lines() throws IOException {
        return file.isPresent() && Files.exists(file.get()) ? Files.readAllLines(file.get()) : List.of();
    }

    /** A table in Markdown: for each fault and role, how many strikes of how many went well. */
    String table() throws IOException {
        List<String> rows = new ArrayList<>();
        StringBuilder head = new StringBuilder("| fault |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (NodeRole victim : NodeRole.values()) {
            head.append(' ').append(victim.name().toLowerCase(Locale.ROOT)).append(" |");
            rule.append(" --- |");
        }
        rows.add(head.toString());
        rows.add(rule.toString());
        for (Fault fault : Fault.values()) {
            StringBuilder row = new StringBuilder(
                    "| " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " |");
            for (NodeRole victim : NodeRole.values()) {
                int all = all(fault, victim);
                row.append(all == 0 ? " - |" : " " + good(fault, victim) + " of " + all + " |");
            }
            rows.add(row.toString());
        }
        return String.join(System.lineSeparator(), rows);
    }
}
