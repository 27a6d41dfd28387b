package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AclCommandTest {
    @Test
    void eachRoleHasItsCommands() {
        Spoken spoken = Spoken.by(
                "acl",
                "--role",
                "interpreter",
                "--bootstrap-server",
                "kafka:9093",
                "--command-config",
                "admin.properties");
        String head = "kafka-acls.sh --bootstrap-server kafka:9093 --command-config admin.properties --add"
                + " --allow-principal User:gantry-interpreter --operation ";
        assertThat(spoken.code()).isZero();
        assertThat(spoken.out().lines())
                .containsExactly(
                        "# interpreter: answers volumes",
                        head
                                + "Read --topic gantry.volumes.v1 --topic gantry.models.v1 --topic gantry.contents.v1 --topic gantry.predictions.v1",
                        head
                                + "Write --topic gantry.predictions.v1 --topic gantry.cams.v1 --topic gantry.volumes.v1.dlt",
                        head + "Read --group gantry.interpreters",
                        head + "Write --resource-pattern-type prefixed --transactional-id gantry.interpreters-");
    }

    @Test
    void severalRolesMayBeOnePrincipals() {
        String out = Spoken.by(
                        "acl", "--role", "reader,sender", "--principal", "User:CN=anna o'hara", "--prefix", "lab.")
                .out();
        assertThat(out).contains("--allow-principal 'User:CN=anna o'\\''hara' --operation Write --topic lab.slices.v1");
        assertThat(out.lines().filter(line -> line.startsWith("#"))).hasSize(2);
    }

    @Test
    void programsReadOneRightAtATime() {
        assertThat(Spoken.by("acl", "--role", "sender", "--json").out())
                .contains("\"principal\" : \"User:gantry-sender\"", "\"name\" : \"gantry.slices.v1\"")
                .contains("\"operation\" : \"Write\"");
        assertThat(Spoken.by("acl", "--json").out()).contains("User:gantry-setup", "User:gantry-trainer");
    }
}
