package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.Digest;
import org.gantry.domain.Provenance;
import org.gantry.domain.scan.Preprocessing;
import org.junit.jupiter.api.Test;

/** An ensemble comes back whole with its members as they were; what cannot answer together is none. */
class EnsembleBundleTest {
    private static final ModelBundle ONE = EnsembleBundles.network(SmallNetworks.NETWORK, 1, 2);
    private static final ModelBundle OTHER = EnsembleBundles.network(SmallNetworks.NETWORK, 2, 1);

    @Test
    void anEnsembleComesBackWholeWithItsMembersByteByByte() {
        byte[] bytes = EnsembleBundles.ensemble(ONE, OTHER)
                .toBytes(Map.of("model-card.md", "# Card".getBytes(StandardCharsets.UTF_8)));
        assertThat(Bundle.of(bytes)).isInstanceOfSatisfying(EnsembleBundle.class, read -> {
            assertThat(read.members().stream().map(EnsembleBundle.Member::name)).containsExactly("a", "b");
            assertThat(read.members().get(1).bytes()).isEqualTo(OTHER.toBytes());
            assertThat(read.members().get(1).digest()).isEqualTo(Digest.of(OTHER.toBytes()));
            assertThat(read.networks().get(0).weights().digest())
                    .isEqualTo(ONE.weights().digest());
            assertThat(read.facts()).containsExactly(Map.entry("test.foreign", "1"));
            assertThat(read.labels()).isEqualTo(ONE.labels());
            assertThat(read.input()).isEqualTo(ONE.input());
        });
    }

    @Test
    void theSameEnsembleAlwaysHasTheSameDigestAndAnotherOrderAnother() {
        String digest = Digest.of(EnsembleBundles.ensemble(ONE, OTHER).toBytes(Map.of()));
        assertThat(Digest.of(EnsembleBundles.ensemble(ONE, OTHER).toBytes(Map.of())))
                .isEqualTo(digest);
        assertThat(Digest.of(EnsembleBundles.ensemble(OTHER, ONE).toBytes(Map.of())))
                .isNotEqualTo(digest);
    }

    @Test
    void aNetworkIsABundleToo() {
        assertThat(Bundle.of(ONE.toBytes()).networks()).hasSize(1);
        assertThatThrownBy(() -> ModelBundle.of(EnsembleBundles.ensemble(ONE).toBytes(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is an ensemble, not one network");
    }

    @Test
    void aMemberThatIsNotWhatItsDigestSaysIsRefused() {
        byte[] bytes = EnsembleBundles.ensemble(ONE, OTHER).toBytes(Map.of());
        Map<String, byte[]> entries = new LinkedHashMap<>(Archive.read(bytes, "it"));
        entries.put("members/" + Digest.of(OTHER.toBytes()), ONE.toBytes());
        Archive.Writer forged = new Archive.Writer(bytes.length);
        entries.forEach(forged::add);
        byte[] zip = forged.finish();
        assertThatThrownBy(() -> Bundle.of(zip))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("member b of the ensemble is not what its digest says");
    }

    private static BundleFacts facts(Preprocessing input, String datasetDigest) {
        Provenance p = EnsembleBundles.PROVENANCE;
        return BundleFacts.begin()
                .put(input)
                .put(new Provenance(p.run(), p.dataset(), datasetDigest, 3, p.config(), p.software(), p.time()));
    }

    @Test
    void whatCannotAnswerTogetherIsRefusedByNameWithWhatDiffers() {
        Preprocessing input = Preprocessing.lung(SmallNetworks.GRID);
        ModelBundle elsewhere = EnsembleBundles.network(SmallNetworks.NETWORK, 3, facts(input, "d2"));
        ModelBundle lungs = EnsembleBundles.network(SmallNetworks.NETWORK, 3, facts(input.lungsOnly(true), "d1"));
        ModelBundle renamed = new ModelBundle(
                OTHER.architecture(), OTHER.input(), List.of("Normal", "CP"), OTHER.facts(), OTHER.weights());
        assertRefused("a and b cannot answer together: other data, d1 and d2", ONE, elsewhere);
        assertRefused("a and c cannot answer together: other preprocessing, ", ONE, OTHER, lungs);
        assertRefused("a and b cannot answer together: other labels, [Normal, NCP] and [Normal, CP]", ONE, renamed);
        assertRefused("c stands in the ensemble twice", ONE, OTHER, ONE);
        assertThatThrownBy(EnsembleBundles::ensemble).hasMessageContaining("an ensemble needs a member");
    }

    private static void assertRefused(String why, ModelBundle... networks) {
        assertThatThrownBy(() -> EnsembleBundles.ensemble(networks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void anEnsembleIsNoMember() {
        byte[] bytes = EnsembleBundles.ensemble(ONE).toBytes(Map.of());
        assertThatThrownBy(() -> EnsembleBundle.Member.of("both", bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("both is an ensemble itself; name its members");
    }
}
