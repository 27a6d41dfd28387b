package org.gantry.ingest.dataset;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list of labels: comma-separated, UTF-8, first line the columns' names, {@code scan} (or {@code name}) and
 * {@code label}, and if wanted {@code patient} and {@code role}.
 *
 * @param rows its lines without error
 * @param findings what was odd or wrong, with line numbers
 */
public record LabelsFile(List<LabelledScan> rows, Findings findings) {
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .get();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public LabelsFile {
        rows = List.copyOf(rows);
    }

    /** Reads a list; what is wrong with it is among its findings. */
    public static LabelsFile read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return broken(file + ": is a folder; name the list in it");
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return broken(file + ": does not exist; check the path");
        } catch (CharacterCodingException e) {
            return broken(file + ": is not UTF-8; save it as \"CSV UTF-8\"");
        }
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (CSVParser parser = CSVParser.parse(new StringReader(plain), CSV)) {
            return new Reading(file).all(parser);
        }
    }

    private static LabelsFile broken(String error) {
        return new LabelsFile(List.of(), new Findings(List.of(), List.of(error)));
    }

    /** The state of reading one list. */
    private static final class Reading {
        private final Path file;
        private final List<LabelledScan> rows = new ArrayList<>();
        private final List<String> oddities = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private final Map<String, Long> lines = new HashMap<>();

        Reading(Path file) {
            this.file = file;
        }

        LabelsFile all(CSVParser parser) {
            Optional<LabelColumns> columns = Optional.empty();
            try {
                for (CSVRecord row : parser) {
                    if (columns.isEmpty()) {
                        LabelColumns found = LabelColumns.of(row);
                        found.missing().ifPresent(problem -> error(1, problem));
                        found.ignored().ifPresent(names -> oddities.add(file + ": columns ignored: " + names));
                        columns = Optional.of(found);
                    } else if (errors.isEmpty() || columns.get().missing().isEmpty()) {
                        row(parser.getCurrentLineNumber(), row, columns.get());
                    }
                }
            } catch (UncheckedIOException e) {
                error(
                        parser.getCurrentLineNumber(),
                        "cannot be told apart into fields (" + e.getMessage() + "); check its quotes");
            }
            if (columns.isEmpty()) {
                errors.add(file + ": is empty; its first line names the columns: scan,label");
            } else if (rows.isEmpty() && errors.isEmpty()) {
                errors.add(file + ": names no scan; add a line for each: scan,label");
            }
            return new LabelsFile(rows, new Findings(oddities, errors));
        }

        private void row(long line, CSVRecord row, LabelColumns columns) {
            String scan = ScanName.id(columns.scan(row));
            String label = columns.label(row);
            String role = columns.role(row);
            if (scan.isEmpty() || label.isEmpty()) {
                error(line, "has no " + (scan.isEmpty() ? "scan" : "label") + "; fill it in or remove the line");
                return;
            }
            Optional<Part> part = Part.of(role);
            if (part.isEmpty() && !role.isEmpty()) {
                error(line, "role '" + role + "' is not train, validation or test; correct it or leave it empty");
                return;
            }
            Long before = lines.putIfAbsent(scan, line);
            if (before != null) {
                error(line, "scan " + scan + " stands on line " + before + " already; remove one of the two");
                return;
            }
            String patient = columns.patient(row);
            rows.add(new LabelledScan(scan, label, patient.isEmpty() ? Optional.empty() : Optional.of(patient), part));
        }

        private void error(long line, String problem) {
            errors.add(file + ", line " + line + ": " + problem);
        }
    }
}
