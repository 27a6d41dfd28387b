package org.gantry.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gantry.bus.Grant;
import org.gantry.bus.Grant.Pattern;

/** Rights as commands for a shell: one for all resources of a kind to which the same is allowed. */
final class AclLines {
    private static final String PLAIN = "[A-Za-z0-9_./:=@%+,-]+";

    private AclLines() {}

    private record Same(Grant.Kind kind, Pattern pattern, Grant.Operation operation) {}

    static List<String> of(List<String> head, List<Grant> grants) {
        Map<Same, List<String>> names = new LinkedHashMap<>();
        for (Grant grant : grants) {
            Same same = new Same(grant.kind(), grant.pattern(), grant.operation());
            names.computeIfAbsent(same, s -> new ArrayList<>()).add(grant.name());
        }
        return names.entrySet().stream()
                .map(entry -> line(head, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String line(List<String> head, Same same, List<String> names) {
        List<String> words = new ArrayList<>(head);
        words.addAll(List.of("--operation", same.operation().toString()));
        if (same.pattern() == Pattern.PREFIXED) {
            words.addAll(
                    List.of("--resource-pattern-type", same.pattern().toString().toLowerCase(Locale.ROOT)));
        }
        names.forEach(name -> words.addAll(List.of(same.kind().option(), name)));
        return words.stream().map(AclLines::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
