package org.gantry.bus.letter;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gantry.bus.LetterHead;

/**
 * Letters that say the same of different records.
 *
 * @param topic where the records came from
 * @param cause who found it, numbers blanked
 * @param reason what is wrong with them, ids and numbers blanked
 */
public record LetterClass(String topic, String cause, String reason) implements Comparable<LetterClass> {
    private static final String BLANK = "#";

    /** Words with what joins them into an id, a path or a number. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+([./+-][\\p{L}\\p{N}_]+)*");

    private static final Pattern LIST = Pattern.compile("#(, #)+(, \\.\\.\\.)?");

    private static final Comparator<LetterClass> ORDER = Comparator.comparing(LetterClass::topic)
            .thenComparing(LetterClass::reason)
            .thenComparing(LetterClass::cause);

    /** The class of a letter: the record's key and every word with a digit are blanked. */
    public static LetterClass of(LetterHead head) {
        return new LetterClass(
                head.place().topic(), numbers(head.cause()), numbers(withoutKey(head.reason(), head.key())));
    }

    private static String withoutKey(String text, String key) {
        if (key.isBlank()) {
            return text;
        }
        Pattern alone = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(key) + "(?![\\p{L}\\p{N}])");
        return alone.matcher(text).replaceAll(BLANK);
    }

    private static String numbers(String text) {
        String blanked = WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(
                        word.group().chars().anyMatch(Character::isDigit) ? BLANK : word.group()));
        return LIST.matcher(blanked).replaceAll(BLANK);
    }

    @Override
    public int compareTo(LetterClass other) {
        return ORDER.compare(this, other);
    }

    /** For people. */
    public String text() {
        return topic + ": " + reason + " (" + cause + ")";
    }
}
