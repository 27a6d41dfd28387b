package org.gantry.app.appendix;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.app.Version;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.ModelAnnounced;

/** Where everything comes from: enough to do it again. */
final class ProvenancePart {
    private ProvenancePart() {}

    static SectionTag of(RunFound found) {
        List<DomContent> content = new ArrayList<>();
        content.add(
                p("Draws, steps and trainings are functions of seed, settings and data set: the same digest gives the"
                        + " same epochs again. This page was made by " + Version.provenance() + "."));
        for (var published : found.models()) {
            ModelAnnounced model = published.model();
            content.add(h3("Model " + model.model()));
            content.add(Html.facts(facts(model)));
        }
        return Html.part("Provenance", content);
    }

    private static Map<String, Object> facts(ModelAnnounced model) {
        Provenance provenance = model.provenance();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("bundle", model.digest());
        facts.put("network", model.network());
        facts.put(
                "input",
                model.preprocessing().size() + " voxels, window "
                        + model.preprocessing().windowLevel() + "/"
                        + model.preprocessing().windowWidth() + " HU");
        facts.put("data set", provenance.dataset() + ", " + provenance.datasetDigest());
        facts.put("seed", provenance.seed());
        facts.put("as asked", provenance.config());
        facts.put("software", provenance.software());
        facts.put("made", provenance.time());
        facts.put("signed", model.signature().isEmpty() ? "no" : "yes");
        return facts;
    }
}
