package org.gantry.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The messages and enums of the .proto files as they are written there, comments included.
 *
 * @param blocks by name
 */
record ProtoText(Map<String, String> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^((?://.*\\n)*)(message|enum) (\\w+) \\{\\n(?:.*\\n)*?^}\\n");
    private static final Pattern COMMENT = Pattern.compile("//.*");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w+\\b");

    static ProtoText read(Path folder) throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            Matcher block = BLOCK.matcher(Files.readString(file));
            while (block.find()) {
                blocks.put(block.group(3), block.group());
            }
        }
        return new ProtoText(blocks);
    }

    /** What is said of a message before it. */
    String about(String message) {
        List<String> lines = block(message)
                .lines()
                .takeWhile(line -> line.startsWith("//"))
                .map(line -> line.substring(2).strip())
                .toList();
        return String.join(" ", lines);
    }

    /** A file by itself that protoc takes: a message and all that it refers to. */
    String alone(String message) {
        Map<String, String> needed = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(message));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (needed.put(name, block(name)) == null) {
                open.addAll(types(block(name)));
            }
        }
        List<String> parts = new ArrayList<>(List.of("syntax = \"proto3\";\n", "package gantry.v1;\n"));
        if (needed.values().stream().anyMatch(block -> block.contains("google.protobuf.Timestamp"))) {
            parts.add("import \"google/protobuf/timestamp.proto\";\n");
        }
        parts.add(block(message));
        needed.forEach((name, block) -> {
            if (!name.equals(message)) {
                parts.add(block);
            }
        });
        return String.join("\n", parts);
    }

    private List<String> types(String block) {
        return TYPE.matcher(COMMENT.matcher(block).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .filter(blocks::containsKey)
                .toList();
    }

    private String block(String name) {
        String block = blocks.get(name);
        if (block == null) {
            throw new AssertionError("no .proto file has " + name);
        }
        return block;
    }
}
