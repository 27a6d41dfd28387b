package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.bus.Grant.Kind;
import org.gantry.bus.Grant.Operation;
import org.gantry.bus.Grant.Pattern;
import org.junit.jupiter.api.Test;

class PartyTest {
    /** What is read or written in the course of things: an operator may settle dead letters of every topic. */
    private static Set<String> topics(Operation operation) {
        return Arrays.stream(Party.values())
                .filter(party -> party != Party.OPERATOR)
                .flatMap(party -> party.grants("").stream())
                .filter(grant -> grant.kind() == Kind.TOPIC && grant.operation() == operation)
                .map(Grant::name)
                .collect(Collectors.toSet());
    }

    @Test
    void everyTopicHasSomebodyWhoWritesAndSomebodyWhoReadsIt() {
        String[] all = Topics.ALL.stream().map(Topic::name).toArray(String[]::new);
        assertThat(topics(Operation.WRITE)).contains(all);
        assertThat(topics(Operation.READ)).contains(all);
    }

    @Test
    void whoTakesMayWriteDeadLettersAndTransactionsOfTheGroup() {
        assertThat(Party.SAMPLER.grants("x."))
                .contains(
                        new Grant(Kind.TOPIC, "x.slices.v1", Pattern.LITERAL, Operation.READ),
                        new Grant(Kind.TOPIC, "x.slices.v1.dlt", Pattern.LITERAL, Operation.WRITE),
                        new Grant(Kind.GROUP, "x.samplers", Pattern.LITERAL, Operation.READ),
                        new Grant(Kind.TRANSACTIONAL_ID, "x.samplers-", Pattern.PREFIXED, Operation.WRITE));
    }

    @Test
    void whoSettlesDeadLettersMayPublishThemAgainAndSayThatTheyAreSettled() {
        assertThat(Party.OPERATOR.grants("x."))
                .contains(
                        new Grant(Kind.TOPIC, "x.slices.v1.dlt", Pattern.LITERAL, Operation.READ),
                        new Grant(Kind.TOPIC, "x.slices.v1.dlt", Pattern.LITERAL, Operation.WRITE),
                        new Grant(Kind.TOPIC, "x.slices.v1", Pattern.LITERAL, Operation.WRITE),
                        new Grant(Kind.TRANSACTIONAL_ID, "x.settling-slices.v1", Pattern.LITERAL, Operation.WRITE));
    }

    @Test
    void whoOnlyReadsMayNothingElse() {
        assertThat(Stream.of(Party.DASHBOARD, Party.READER, Party.SUBSCRIBER)
                        .flatMap(party -> party.grants("x.").stream()))
                .extracting(Grant::operation)
                .containsOnly(Operation.READ);
    }

    @Test
    void aDashboardMayHaveVolumesAnsweredOnlyWhereItIsGivenThatRight() {
        Grant writing = new Grant(Kind.TOPIC, "x.volumes.v1", Pattern.LITERAL, Operation.WRITE);
        assertThat(Party.DASHBOARD.grants("x.")).doesNotContain(writing);
        assertThat(Party.INFERENCE.grants("x.")).containsExactly(writing);
    }

    @Test
    void aDashboardMaySteerOnlyWhereItIsGivenThatRight() {
        Grant wishing = new Grant(Kind.TOPIC, "x.runs.v1", Pattern.LITERAL, Operation.WRITE);
        Grant announcing = new Grant(Kind.TOPIC, "x.models.v1", Pattern.LITERAL, Operation.WRITE);
        assertThat(Party.DASHBOARD.grants("x.")).extracting(Grant::operation).containsOnly(Operation.READ);
        assertThat(Party.CONTROL.grants("x.")).containsExactlyInAnyOrder(wishing, announcing);
    }

    @Test
    void onlySetupMakesTopics() {
        assertThat(Arrays.stream(Party.values())
                        .filter(party -> party.grants("x.").stream().anyMatch(g -> g.operation() == Operation.CREATE)))
                .containsExactly(Party.SETUP);
        assertThat(Party.SETUP.grants("")).extracting(Grant::name).containsOnly("*");
    }

    @Test
    void settingsAreSaidWithoutTheValuesOfClientProperties() {
        BusConfig config = BusConfig.of("h:1").withClients(Map.of("ssl.key.password", "hush"));
        assertThat(config.toString()).contains("ssl.key.password").doesNotContain("hush");
    }
}
