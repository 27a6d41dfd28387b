package org.gantry.bench.load;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.gantry.app.Version;
import org.gantry.bench.site.JavaProcess;
import org.gantry.bench.site.Ports;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.BusConfig;
import org.gantry.bus.KafkaBus;
import org.gantry.dashboard.meter.Meters;
import org.gantry.interpreter.InterpreterConfig;
import org.gantry.interpreter.InterpreterVerticle;
import org.gantry.network.Device;
import org.gantry.web.Mounting;

/** The interpreter as a process of its own, with a {@link TimedClassifier} where its networks would be. */
public final class TimedInterpreter {
    private static final int BATCH = 4;
    private static final String READY = "interpreter is ready";

    private TimedInterpreter() {}

    /**
     * Runs until it is told to stop.
     *
     * @param args servers, directory, milliseconds a volume, port of its metrics on loopback
     */
    public static void main(String[] args) throws InterruptedException {
        Duration each = Duration.ofMillis(Long.parseLong(args[2]));
        Vertx vertx = Vertx.vertx();
        Bus bus = KafkaBus.connect(vertx, BusConfig.of(args[0]));
        InterpreterConfig config = new InterpreterConfig(Path.of(args[1]), Device.DEFAULT, BATCH);
        InterpreterVerticle interpreter =
                new InterpreterVerticle(bus, config, bundle -> TimedClassifier.of(bundle, each));
        String id = Await.result(vertx.deployVerticle(interpreter));
        interpreter.ended().onFailure(TimedInterpreter::giveUp);
        Meters meters = new Meters(Version.gantry());
        meters.observe(bus);
        Router router = Router.router(vertx);
        Mounting.on(router, List.of(meters.endpoint()));
        Await.result(vertx.createHttpServer().requestHandler(router).listen(Integer.parseInt(args[3]), "127.0.0.1"));
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Await.result(vertx.undeploy(id).eventually(bus::close));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            closed.countDown();
        }));
        System.out.println(READY);
        closed.await();
    }

    private static void giveUp(Throwable cause) {
        System.out.println("the interpreter failed: " + cause);
        Runtime.getRuntime().halt(1);
    }

    /**
     * Such a process.
     *
     * @param metrics where it tells them
     * @param process it
     */
    record Started(URI metrics, JavaProcess process) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** Starts one and waits until it is a member of its group. */
    static Started start(String servers, Path directory, Duration each, String heap)
            throws IOException, InterruptedException {
        int port = Ports.free();
        JavaProcess process = JavaProcess.start(
                "interpreter",
                directory.resolveSibling(directory.getFileName() + "-" + port + ".log"),
                List.of("-Xmx" + heap, "-XX:+UseSerialGC"),
                List.of(
                        TimedInterpreter.class.getName(),
                        servers,
                        directory.toString(),
                        Long.toString(each.toMillis()),
                        Integer.toString(port)),
                Map.of());
        process.awaitSaying(READY);
        return new Started(URI.create("http://127.0.0.1:" + port + "/metrics"), process);
    }
}
