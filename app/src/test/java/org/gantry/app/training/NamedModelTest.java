package org.gantry.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.junit.jupiter.api.Test;

class NamedModelTest {
    private static final String MIXED = "0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6";
    private static final String SKIPS = "7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7";

    private static List<ModelChoice> parsed(String... texts) {
        return NamedModel.parse(List.of(texts), Widths.S, Strides.ANISOTROPIC).stream()
                .map(NamedModel::choice)
                .toList();
    }

    private static SearchedModel searched(String genotype, Widths widths, Strides strides) {
        return new SearchedModel(Genotype.parse(genotype), widths, strides);
    }

    @Test
    void namesAreAPlainListWithCommas() {
        assertThat(parsed("resnet3d101,densenet3d121, MC3_18"))
                .containsExactly(Baseline.RESNET3D101, Baseline.DENSENET3D121, Baseline.MC3_18);
    }

    @Test
    void aGenotypeStandsBetweenNamesAndSaysItsWidthsAndStrides() {
        assertThat(parsed("mc3_18," + MIXED + "@L,resnet3d101"))
                .containsExactly(Baseline.MC3_18, searched(MIXED, Widths.L, Strides.ANISOTROPIC), Baseline.RESNET3D101);
        assertThat(parsed(MIXED + "@8,16,24,32,48,64@ISOTROPIC"))
                .containsExactly(searched(MIXED, Widths.parse("8,16,24,32,48,64"), Strides.ISOTROPIC));
    }

    @Test
    void genotypesAreParted() {
        List<ModelChoice> both =
                List.of(searched(MIXED, Widths.S, Strides.ANISOTROPIC), searched(SKIPS, Widths.L, Strides.ANISOTROPIC));
        assertThat(parsed(MIXED + ";" + SKIPS + "@L")).isEqualTo(both);
        assertThat(parsed(MIXED, SKIPS + "@L")).isEqualTo(both);
    }

    @Test
    void whatIsNoNetworkIsRefused() {
        assertThatThrownBy(() -> parsed("mc3_18,resnet50")).hasMessageContaining("model 'resnet50' is not resnet3d101");
        assertThatThrownBy(() -> parsed("0,1,2")).hasMessageContaining("3 operations", "21 blocks");
        assertThatThrownBy(() -> parsed("mc3_18@S")).hasMessageContaining("no widths");
        assertThatThrownBy(() -> parsed(MIXED + "@S@ISOTROPIC@x")).hasMessageContaining("GENOTYPE@WIDTHS@STRIDES");
        assertThatThrownBy(() -> parsed("mc3_18", "mc3_18")).hasMessageContaining("mc3_18 stands there twice");
    }

    @Test
    void aNetworkThatTheHeapCannotHoldIsRefusedWithTheRemedy() {
        NamedModel resNet = new NamedModel(Baseline.RESNET3D101);
        var cost = resNet.cost(2, new Grid(16, 32, 32));
        assertThatThrownBy(() -> Heap.require(resNet.title(), cost, 2L << 30))
                .hasMessageContaining("ResNet3D101 has 325 MiB of weights")
                .hasMessageEndingWith("may take 2.0: start it with GANTRY_HEAP=3g");
        assertThatCode(() -> Heap.require(resNet.title(), cost, 3L << 30)).doesNotThrowAnyException();
        var small = new NamedModel(Baseline.MC3_18).cost(2, new Grid(16, 32, 32));
        assertThatCode(() -> Heap.require("MC3_18", small, 1L << 30)).doesNotThrowAnyException();
    }

    @Test
    void everyNetworkHasItsOwnNames() {
        NamedModel small = new NamedModel(searched(MIXED, Widths.S, Strides.ANISOTROPIC));
        NamedModel large = new NamedModel(searched(MIXED, Widths.L, Strides.ANISOTROPIC));
        assertThat(small.slug()).matches("covidnet3d-[0-9a-f]{8}").isNotEqualTo(large.slug());
        assertThat(small.title()).startsWith("CovidNet3D-S ");
        assertThat(large.title()).startsWith("CovidNet3D-L ");
        assertThat(new NamedModel(Baseline.MC3_18).slug()).isEqualTo("mc3_18");
        assertThat(new NamedModel(Baseline.RESNET3D101).title()).isEqualTo("ResNet3D101");
    }
}
