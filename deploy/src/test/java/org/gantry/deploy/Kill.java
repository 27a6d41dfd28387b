package org.gantry.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gantry.app.node.NodeRole;

/**
 * One SIGKILL of a plan.
 *
 * @param after how many draws and steps are on the topics when it comes
 * @param victims who is killed
 * @param elsewhere whether their successors begin with an empty directory
 */
record Kill(int after, Set<NodeRole> victims, boolean elsewhere) {
    private static final int EVENTS_AN_EPOCH = 2 * (2 * TinyRun.STEPS + 1);
    private static final int KILLS_AN_EPOCH = 2;
    private static final int APART = 10;
    private static final int CHOICE = 7;

    /**
     * Two at random moments of each of the first two epochs; the searcher, the trainer and both are among the victims.
     */
    static List<Kill> plan(long seed) {
        Random random = new Random(seed);
        List<Set<NodeRole>> victims = new ArrayList<>(List.of(
                EnumSet.of(NodeRole.SEARCHER),
                EnumSet.of(NodeRole.TRAINER),
                EnumSet.of(NodeRole.SEARCHER, NodeRole.TRAINER)));
        victims.add(victims.get(random.nextInt(victims.size())));
        Collections.shuffle(victims, random);
        List<Integer> ofSearcher = new ArrayList<>(List.of(0, 1, 2, 3));
        ofSearcher.removeIf(i -> !victims.get(i).contains(NodeRole.SEARCHER));
        int elsewhere = ofSearcher.get(random.nextInt(ofSearcher.size()));
        List<Kill> kills = new ArrayList<>();
        for (int i = 0; i < victims.size(); i++) {
            int from = i / KILLS_AN_EPOCH * EVENTS_AN_EPOCH + i % KILLS_AN_EPOCH * APART;
            kills.add(new Kill(from + 1 + random.nextInt(CHOICE), victims.get(i), i == elsewhere));
        }
        return kills;
    }
}
