package org.gantry.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules, and which of them may see which library (ARCHITECTURE.md, section 1). */
class ArchitectureTest {
    private static final JavaClasses GANTRY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gantry");

    /** What each module may import of ours, itself apart; {@code app} may import all. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("proto", Set.of()),
            entry("domain", Set.of()),
            entry("web", Set.of()),
            entry("network", Set.of("domain")),
            entry("store", Set.of("domain", "proto")),
            entry("bus", Set.of("domain", "proto")),
            entry("ingest", Set.of("domain", "bus", "web")),
            entry("sampler", Set.of("domain", "bus", "store")),
            entry("searcher", Set.of("domain", "bus", "store")),
            entry("trainer", Set.of("domain", "bus", "store", "network")),
            entry("interpreter", Set.of("domain", "bus", "store", "network")),
            entry("dashboard", Set.of("domain", "bus", "store", "web")));

    /** Libraries with the only modules that may see them. */
    private static final Map<String, Set<String>> OWNERS = Map.of(
            "org.tensorflow..", Set.of("network"),
            "org.rocksdb..", Set.of("store"),
            "org.apache.kafka..", Set.of("bus"),
            "com.google.protobuf..", Set.of("proto", "bus", "store"),
            "io.micrometer..", Set.of("dashboard"),
            "io.opentelemetry..", Set.of("app"),
            "io.vertx..",
                    Set.of("web", "bus", "ingest", "sampler", "searcher", "trainer", "interpreter", "dashboard", "app"),
            "picocli..", Set.of("app"));

    static Stream<Entry<String, Set<String>>> arrows() {
        return ARROWS.entrySet().stream();
    }

    static Stream<Entry<String, Set<String>>> owners() {
        return OWNERS.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void aModuleImportsOnlyWhatItsArrowsAllow(Entry<String, Set<String>> arrows) {
        String module = arrows.getKey();
        classes()
                .that()
                .resideInAPackage(of(module))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("org.gantry.."))
                        .or(resideInAPackage(of(module)))
                        .or(resideInAnyPackage(packages(arrows.getValue()))))
                .check(GANTRY);
    }

    @ParameterizedTest
    @MethodSource("owners")
    void aLibraryIsSeenOnlyByItsOwners(Entry<String, Set<String>> owners) {
        noClasses()
                .that(not(resideInAnyPackage(packages(owners.getValue()))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(owners.getKey())
                .check(GANTRY);
    }

    /** So that no route is served that the OpenAPI document does not have. */
    @Test
    void routesAreMountedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(of("web"))
                .should()
                .callMethodWhere(target(owner(assignableTo("io.vertx.ext.web.Router")))
                        .and(target(nameMatching(
                                "get|post|put|patch|delete|head|options|route|routeWith.*|mount.*|subRouter"))))
                .check(GANTRY);
    }

    @Test
    void everyModuleWasLookedAt() {
        Set<String> found = GANTRY.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("org.gantry."))
                .map(name -> name.split("\\.", -1)[2])
                .collect(Collectors.toSet());
        assertThat(found).containsAll(ARROWS.keySet()).contains("app");
    }

    @Test
    void domainIsTheJdkAndNothingElse() {
        classes()
                .that()
                .resideInAPackage(of("domain"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", of("domain")))
                .check(GANTRY);
    }

    /** What is read off a wire or a disk makes no objects by itself; the launcher's jdk.serialFilter says so, too. */
    @Test
    void nothingReadsJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder")
                .orShould()
                .callMethodWhere(target(nameMatching("readObject|readUnshared|readResolve")))
                .check(GANTRY);
    }

    private static String of(String module) {
        return "org.gantry." + module + "..";
    }

    private static String[] packages(Set<String> modules) {
        return modules.stream().map(ArchitectureTest::of).toArray(String[]::new);
    }
}
