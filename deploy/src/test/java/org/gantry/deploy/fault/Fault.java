package org.gantry.deploy.fault;

import java.io.IOException;
import java.util.Map;
import org.gantry.app.node.NodeRole;

/** A kind of fault: what is done to a role, or to the brokers that it works with, and how it is mended. */
enum Fault {
    /** SIGKILL; a supervisor starts it again. */
    KILL {
        @Override
        int ended() {
            return 1;
        }

        @Override
        void strike(Site site, NodeRole victim) {
            site.process(victim).kill();
        }
    },
    /** SIGTERM; a supervisor starts it again. */
    TERM {
        @Override
        int ended() {
            return 1;
        }

        @Override
        void strike(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.process(victim).java().signal("TERM");
            site.process(victim).java().process().waitFor();
        }
    },
    /** SIGSTOP until its group has given it up, then SIGCONT: it wakes up in a world that went on. */
    STOP {
        @Override
        void strike(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.process(victim).java().signal("STOP");
        }

        @Override
        Lasting lasting() {
            return Lasting.UNTIL_LEFT;
        }

        @Override
        void mend(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.process(victim).java().signal("CONT");
        }
    },
    /** SIGKILL of the only broker. */
    BROKER_RESTART {
        @Override
        void strike(Site site, NodeRole victim) {
            site.cluster().kill(0);
        }

        @Override
        void mend(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.cluster().restart(0);
        }
    },
    /** SIGKILL of one of three brokers, so that others lead its partitions. */
    LEADER_CHANGE {
        @Override
        int brokers() {
            return 3;
        }

        @Override
        void strike(Site site, NodeRole victim) {
            site.cluster().kill(Math.floorMod(victim.name().hashCode(), brokers()));
        }

        @Override
        Lasting lasting() {
            return Lasting.A_WHILE;
        }

        @Override
        void mend(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.cluster().restart(Math.floorMod(victim.name().hashCode(), brokers()));
        }
    },
    /** No packet passes between the role and the brokers, and no connection ends, until its group has given it up. */
    NETWORK_CUT {
        @Override
        void strike(Site site, NodeRole victim) {
            site.way(victim).forEach(Proxy::cut);
        }

        @Override
        Lasting lasting() {
            return Lasting.UNTIL_LEFT;
        }

        @Override
        void mend(Site site, NodeRole victim) {
            site.way(victim).forEach(Proxy::mend);
        }
    },
    /** Every packet between the role and the brokers takes a tenth of a second more, each way. */
    NETWORK_DELAY {
        @Override
        void strike(Site site, NodeRole victim) {
            site.way(victim).forEach(proxy -> proxy.delay(DELAY_MS));
        }

        @Override
        Lasting lasting() {
            return Lasting.A_WHILE;
        }

        @Override
        void mend(Site site, NodeRole victim) {
            site.way(victim).forEach(Proxy::mend);
        }
    },
    /** The disk of its state has no byte left, neither where it runs nor where a supervisor starts it again. */
    FULL_DISK {
        @Override
        void prepare(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.process(victim).kill();
            site.move(victim, site.disk(victim).path().resolve("state"));
            site.start(victim, Map.of());
        }

        @Override
        void strike(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.disk(victim).fill();
            site.process(victim).kill();
            site.start(victim, Map.of());
        }

        @Override
        Lasting lasting() {
            return Lasting.A_WHILE;
        }

        @Override
        void mend(Site site, NodeRole victim) throws IOException, InterruptedException {
            site.disk(victim).free();
        }

        @Override
        String impossible() {
            return SmallDisk.impossible();
        }
    },
    /** Killed, and the files of its RocksDB are damaged when it starts again. */
    CORRUPT_STORE {
        @Override
        boolean strikes(NodeRole victim) {
            return victim != NodeRole.INGEST && victim != NodeRole.TRAINER; // they have none
        }

        @Override
        int ended() {
            return 1;
        }

        @Override
        void strike(Site site, NodeRole victim) throws IOException {
            site.process(victim).kill();
            Damage.to(site.directory(victim));
        }
    },
    /** Its clock jumps an hour forward, then two back. */
    CLOCK_JUMP {
        @Override
        void prepare(Site site, NodeRole victim) throws IOException {
            site.process(victim).kill();
            site.start(victim, clock(site, victim).environment());
        }

        @Override
        void strike(Site site, NodeRole victim) throws IOException {
            clock(site, victim).jump("+1h");
        }

        @Override
        void mend(Site site, NodeRole victim) throws IOException {
            clock(site, victim).jump("-1h");
        }

        private FalseClock clock(Site site, NodeRole victim) throws IOException {
            return FalseClock.at(site.root().resolve("clock-" + victim));
        }

        @Override
        String impossible() {
            return FalseClock.impossible();
        }
    },
    /** Records of no sense on every topic that it reads. */
    POISON {
        @Override
        void strike(Site site, NodeRole victim) throws IOException, InterruptedException {
            Poison.of(site, victim);
        }
    };

    /** How much time passes between a fault and its mending. */
    enum Lasting {
        NO_TIME,
        /** Until the victim's group gave it up; where it has none, a while. */
        UNTIL_LEFT,
        A_WHILE
    }

    private static final long DELAY_MS = 100;

    /** Brokers that it needs. */
    int brokers() {
        return 1;
    }

    /** Whether a role can have it. */
    boolean strikes(NodeRole victim) {
        return true;
    }

    /** Before the work begins. */
    void prepare(Site site, NodeRole victim) throws IOException, InterruptedException {}

    /** In the middle of the work. */
    abstract void strike(Site site, NodeRole victim) throws IOException, InterruptedException;

    /** How much time passes before it is mended. */
    Lasting lasting() {
        return Lasting.NO_TIME;
    }

    /** How many processes it ends itself. */
    int ended() {
        return 0;
    }

    /** What ends it; processes that ended are started again afterwards. */
    void mend(Site site, NodeRole victim) throws IOException, InterruptedException {}

    /** Why it cannot be done on this machine; empty where it can. */
    String impossible() {
        return "";
    }
}
