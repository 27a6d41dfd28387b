package org.gantry.deploy.document;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of {@code gantry} in lines of a shell, as lists of words. As much of the shell's grammar as the documents
 * have: quotes, comments, lines that go on, and what ends a command.
 */
final class ShellWords {
    private static final String ENDS = ";|&\n<>()";

    private final String text;
    private final List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
    private final StringBuilder word = new StringBuilder();
    private boolean open;

    private ShellWords(String text) {
        this.text = text.replace("\\\n", " ");
    }

    /** What follows {@code gantry} or {@code ./gantry} in each call. */
    static List<List<String>> gantry(String text) {
        return new ShellWords(text)
                .read().commands.stream()
                        .map(command -> command.stream()
                                .dropWhile(first -> first.matches("[A-Z_]+=.*"))
                                .toList())
                        .filter(command -> !command.isEmpty() && command.get(0).matches("(\\./)?gantry"))
                        .map(command -> command.subList(1, command.size()))
                        .toList();
    }

    private ShellWords read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '\'' || c == '"' ? text.indexOf(c, i + 1) : -1;
            if (end >= 0) {
                word.append(text, i + 1, end);
                open = true;
                i = end;
            } else if (c == '#' && !open) {
                int last = text.indexOf('\n', i);
                i = (last < 0 ? text.length() : last) - 1;
            } else if (ENDS.indexOf(c) >= 0) {
                endWord();
                commands.add(new ArrayList<>());
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else {
                word.append(c);
                open = true;
            }
        }
        endWord();
        return this;
    }

    private void endWord() {
        if (open) {
            commands.get(commands.size() - 1).add(word.toString());
            word.setLength(0);
            open = false;
        }
    }
}
