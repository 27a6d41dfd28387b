package org.gantry.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gantry.app.Csv;
import org.gantry.app.Json;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.DrawTaken;
import org.gantry.domain.run.Order;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final ArchitectureMeasured TIMED =
            new ArchitectureMeasured("run/search", 0, Genotype.of(1, 7), 0.75, 0.5, 1000, 2000, 3.25);
    private static final ArchitectureMeasured UNTIMED =
            new ArchitectureMeasured("run/search", 1, Genotype.of(0, 2), 0.875, 0.25, 3000, 1500);

    @Test
    void aFileOfArchitecturesHasALineForEachUnderAHeader() {
        assertThat(Csv.table(
                        List.of(TIMED, UNTIMED).stream().map(Records::figures).toList()))
                .isEqualTo("""
                        search,epoch,genotype,performance,loss,parameters,macs,latency
                        run/search,0,"1,7",0.75,0.5,1000,2000,3.25
                        run/search,1,"0,2",0.875,0.25,3000,1500,
                        """);
        assertThat(Csv.table(List.of())).isEmpty();
        assertThat(Json.line(Records.figures(UNTIMED))).endsWith("\"macs\":1500,\"latency\":null}");
    }

    @Test
    void aDrawComesWithItsStepWhereItWasTaken() {
        Draw draw = new Draw("run/search", 2, 3, Phase.ALPHA, Genotype.of(1, 7), List.of(new double[8]), 2.0);
        StepTaken step =
                new StepTaken("run/search", 2, 3, Phase.ALPHA, draw.genotype(), 0.71, 0.5, 0, new double[] {0.3, -0.4});
        assertThat(DrawTaken.join(List.of(draw), List.of(step)))
                .singleElement()
                .satisfies(d -> assertThat(Records.figures(d).toString())
                        .isEqualTo(
                                "{search=run/search, epoch=2, step=3, phase=ALPHA, draw=0, genotype=1,7, entropy=2.0,"
                                        + " loss=0.71, accuracy=0.5, gradientNorm=0.5}"));
        assertThat(Records.figures(new DrawTaken(draw, Optional.empty()))).containsEntry("loss", null);
    }

    @Test
    void everyOrderPutsTheBestTheCheapestOrTheEarliestFirst() {
        for (Order order : Order.values()) {
            ArchitectureMeasured first =
                    List.of(TIMED, UNTIMED).stream().min(order.comparator()).orElseThrow();
            assertThat(first)
                    .as(order.name())
                    .isEqualTo(
                            switch (order) {
                                case PERFORMANCE, MACS -> UNTIMED;
                                case PARAMETERS, LATENCY, EPOCH -> TIMED;
                            });
        }
    }

    @Test
    void aTableShowsADashWhereNobodyTimed() {
        assertThat(Records.table(List.of(TIMED, UNTIMED)).get(1)).contains(" 3.25  1,7");
        assertThat(Records.table(List.of(TIMED, UNTIMED)).get(2)).contains(" -  0,2");
    }
}
