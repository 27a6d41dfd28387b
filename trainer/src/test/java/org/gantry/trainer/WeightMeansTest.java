package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gantry.network.Tensors;
import org.junit.jupiter.api.Test;

class WeightMeansTest {
    private static Tensors tensors(String name, float... values) {
        return new Tensors(Map.of(name, new Tensors.Array(new int[] {values.length}, values)));
    }

    @Test
    void theMeanIsTakenNumberByNumberInDoubleAndRoundedOnce() {
        Tensors mean = WeightMeans.of(List.of(
                tensors("a", 1, 1e8f, Float.MAX_VALUE),
                tensors("a", 2, 1, Float.MAX_VALUE),
                tensors("a", 6, -1e8f, 0)));
        assertThat(mean.get("a").values()).containsExactly(3, (float) (1.0 / 3), (float) (2.0 * Float.MAX_VALUE / 3));
    }

    @Test
    void theMeanOfEqualWeightsIsThemBitByBit() {
        float[] values = {0.1f, -1e-30f, 3.4e38f, Float.MIN_VALUE};
        Tensors one = tensors("a", values);
        assertThat(WeightMeans.of(List.of(one, one, one)).get("a").values()).containsExactly(values);
    }

    @Test
    void sharesThatTrainedOtherOperationsAreRefused() {
        Tensors both = new Tensors(
                Map.of("a", tensors("a", 1).get("a"), "b", tensors("b", 1).get("b")));
        assertThatThrownBy(() -> WeightMeans.of(List.of(tensors("a", 1), both)))
                .hasMessageContaining("did not train the same operations");
        assertThatThrownBy(() -> WeightMeans.of(List.of(both, tensors("a", 1)))).hasMessageContaining("'b'");
    }
}
