package org.gantry.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Gantry this is: the build's version and the JVM that runs it. */
public final class Version implements IVersionProvider {
    private static final String RESOURCE = "gantry.properties";

    /** Gantry's version, as {@code 0.1.0-SNAPSHOT}. */
    public static String gantry() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE + " of this build", e);
        }
        return properties.getProperty("version", "unknown");
    }

    /** What a model's provenance says of the software. */
    public static String provenance() {
        String commit = System.getProperty("gantry.commit", ""); // the launcher knows it
        return "gantry " + gantry() + (commit.isEmpty() ? "" : " (" + commit + ")") + ", Java " + Runtime.version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {provenance()};
    }
}
