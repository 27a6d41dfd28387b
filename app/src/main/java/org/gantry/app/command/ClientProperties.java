package org.gantry.app.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Properties of the Kafka clients: those of a file, and over them those of the command line. */
final class ClientProperties {
    private static final Logger LOG = LoggerFactory.getLogger(ClientProperties.class);
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final List<String> SECRETS = List.of("password", "secret", "jaas", ".key");
    private static final List<String> OF_A_CLUSTER = List.of("security.", "sasl.", "ssl.");

    private ClientProperties() {}

    /**
     * What clients are given.
     *
     * @param file {@code NAME=VALUE} lines; null for none
     * @param options of the command line; a secret among them is warned about, since every user sees it there
     * @param embedded true where the broker is this process's own, on loopback, without TLS or SASL
     * @throws IllegalArgumentException if the file cannot be read or a property has no place here
     */
    static Map<String, String> of(@Nullable Path file, Map<String, String> options, boolean embedded) {
        Map<String, String> properties = new LinkedHashMap<>(file == null ? Map.of() : read(file));
        options.keySet().stream()
                .filter(ClientProperties::secret)
                .forEach(name -> LOG.warn(
                        "--kafka {} is a secret, and the list of processes shows it: put it into a file that only you"
                                + " can read, and give that by --kafka-config",
                        name));
        properties.putAll(options);
        properties.keySet().forEach(name -> requirePlace(name, embedded));
        return properties;
    }

    private static Map<String, String> read(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ": no properties of Kafka clients can be read from it: "
                            + (e.getMessage() == null ? "check its path and rights" : e.getMessage()),
                    e);
        }
        Map<String, String> properties = new TreeMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        if (properties.keySet().stream().anyMatch(ClientProperties::secret) && seenByOthers(file)) {
            LOG.warn("{} holds secrets and others than its owner can read it: chmod 600 {}", file, file);
        }
        return properties;
    }

    private static boolean secret(String name) {
        return SECRETS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
    }

    private static boolean seenByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void requirePlace(String name, boolean embedded) {
        if (name.equals(BOOTSTRAP)) {
            throw new IllegalArgumentException(
                    BOOTSTRAP + " is given by --bootstrap-servers, not among the properties");
        }
        if (embedded && OF_A_CLUSTER.stream().anyMatch(name::startsWith)) {
            throw new IllegalArgumentException(
                    "the property " + name
                            + " is for a cluster; the embedded broker listens on loopback without it: give --bootstrap-servers");
        }
    }
}
