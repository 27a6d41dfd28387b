package org.gantry.sampler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;

/** An epoch that a trainer asked for: what of it may be published by now, and what was. */
final class OpenEpoch {
    /**
     * One place of the epoch that this sampler fills.
     *
     * @param ordinal 0-based batch
     * @param position 0-based place in the batch
     * @param entry the scan that stands there
     * @param augmented whether slices are drawn at random and volumes flipped
     */
    record Place(int ordinal, int position, Entry entry, boolean augmented) {}

    private final EpochEvent.Requested request;
    private final EpochPlan plan;
    private final BitSet published = new BitSet();
    private int credit;

    OpenEpoch(EpochEvent.Requested request, DatasetManifest manifest, int credit) {
        this.request = request;
        this.plan = EpochPlan.of(manifest, request);
        this.credit = credit;
    }

    EpochEvent.Requested request() {
        return request;
    }

    void grant(int batches) {
        credit = Math.max(credit, batches);
    }

    /**
     * The places within the credit that have not been published and that this sampler owns; they count as published,
     * unless they are said to have {@link #failed}.
     */
    List<Place> due(Predicate<String> owned) {
        List<Place> due = new ArrayList<>();
        for (int o = 0; o < Math.min(credit, plan.batches().size()); o++) {
            PlannedBatch batch = plan.batches().get(o);
            for (int p = 0; p < batch.entries().size(); p++) {
                Entry entry = batch.entries().get(p);
                Place place = new Place(o, p, entry, batch.augmented());
                if (!published.get(bit(place)) && owned.test(entry.scanId())) {
                    published.set(bit(place));
                    due.add(place);
                }
            }
        }
        return due;
    }

    /** A place could not be published: it is due again. */
    void failed(Place place) {
        published.clear(bit(place));
    }

    private int bit(Place place) {
        return place.ordinal() * request.batch() + place.position();
    }
}
