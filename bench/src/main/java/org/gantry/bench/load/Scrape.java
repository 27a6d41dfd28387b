package org.gantry.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What a process said of itself at one moment.
 *
 * @param text in Prometheus' format
 */
record Scrape(String text) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final double MIB = 1 << 20;

    static Scrape of(URI metrics) throws IOException, InterruptedException {
        return new Scrape(CLIENT.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body());
    }

    /** The sum of a metric over the lines that hold some text; 0 where none does. */
    double sum(String metric, String label) {
        return text.lines()
                .filter(line -> line.startsWith(metric) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Java heap that is used, MiB; what is garbage counts until it is collected. */
    double heap() {
        return sum("jvm_memory_used_bytes", "area=\"heap\"") / MIB;
    }

    /** Records that a group's members in this process have not handled. */
    double lag(String group) {
        return sum("gantry_consumer_lag_records", "group=\"" + group + "\"");
    }
}
