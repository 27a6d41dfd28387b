package org.gantry.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelOrderTest {
    @ParameterizedTest
    @CsvSource({
        "Normal NCP, Normal NCP",
        "NCP Normal, Normal NCP",
        "Normal NCP CP, CP NCP Normal",
        "CAP COVID-19 Bacterial Normal, Bacterial COVID-19 CAP Normal",
        "covid normal, normal covid",
        "COVID non-COVID, non-COVID COVID",
        "1 0, 0 1",
        "10 9 2, 2 9 10",
        "malignant benign, benign malignant",
        "healthy cancer, healthy cancer",
        "nodule vessel, nodule vessel",
        "normal abnormal, normal abnormal",
        "b A c, A b c"
    })
    void covidIsOneAndTheOthersStandInOrder(String given, String expected) {
        List<String> labels = Arrays.asList(given.split(" "));
        assertThat(LabelOrder.of(labels)).containsExactly(expected.split(" "));
    }
}
