package org.gantry.bus;

import java.util.List;
import java.util.stream.Stream;
import org.gantry.bus.Grant.Kind;
import org.gantry.bus.Grant.Operation;
import org.gantry.bus.Grant.Pattern;

/**
 * Who works on the bus, with what of it he touches: who writes and who reads each topic of the catalogue. A process has
 * the rights of all that it is; {@code gantry acl} prints them as commands.
 */
public enum Party {
    /** Makes the topics, once. */
    SETUP("makes the topics: the first command of an installation, such as 'gantry models list'", Touched.NOTHING),

    /** Brings files onto the bus. */
    INGEST(
            "brings scans and data sets onto the bus",
            Touched.NOTHING
                    .reading(Topics.SCANS)
                    .readingLettersOf(List.of(Topics.SLICES))
                    .writing(Topics.SLICES, Topics.DATASETS)),

    SAMPLER(
            "makes scans of slices, and volumes of scans",
            Touched.NOTHING
                    .taking(Topics.SLICES, Groups.SAMPLERS)
                    .reading(Topics.DATASETS, Topics.EPOCHS, Topics.MODELS)
                    .writing(Topics.SCANS, Topics.BATCHES, Topics.VOLUMES)),

    SEARCHER(
            "conducts searches",
            Touched.NOTHING
                    .taking(Topics.RUNS, Groups.SEARCHERS)
                    .reading(Topics.DATASETS, Topics.TRAININGS, Topics.DRAWS, Topics.STEPS, Topics.ARCHITECTURES)
                    .writing(Topics.RUNS, Topics.TRAININGS, Topics.DRAWS, Topics.ARCHITECTURES)),

    TRAINER(
            "trains, and publishes models",
            Touched.NOTHING
                    .taking(Topics.TRAININGS, Groups.TRAINERS)
                    .reading(
                            Topics.DATASETS,
                            Topics.RUNS,
                            Topics.BATCHES,
                            Topics.DRAWS,
                            Topics.STEPS,
                            Topics.CHECKPOINTS,
                            Topics.AVERAGES,
                            Contents.CHECKPOINTS,
                            Contents.AVERAGES)
                    .writing(
                            Topics.TRAININGS,
                            Topics.EPOCHS,
                            Topics.STEPS,
                            Topics.CHECKPOINTS,
                            Topics.AVERAGES,
                            Topics.MODELS,
                            Contents.TOPIC,
                            Contents.CHECKPOINTS,
                            Contents.AVERAGES)),

    INTERPRETER(
            "answers volumes",
            Touched.NOTHING
                    .taking(Topics.VOLUMES, Groups.INTERPRETERS)
                    .reading(Topics.MODELS, Contents.TOPIC, Topics.PREDICTIONS)
                    .writing(Topics.PREDICTIONS, Topics.CAMS)),

    /** Every {@code gantry serve} has one. */
    DASHBOARD(
            "shows what happens; every 'gantry serve' does",
            Touched.NOTHING
                    .reading(
                            Topics.SLICES,
                            Topics.SCANS,
                            Topics.DATASETS,
                            Topics.RUNS,
                            Topics.TRAININGS,
                            Topics.DRAWS,
                            Topics.STEPS,
                            Topics.ARCHITECTURES,
                            Topics.MODELS,
                            Contents.TOPIC,
                            Topics.VOLUMES,
                            Topics.PREDICTIONS,
                            Topics.CAMS)
                    .readingLettersOf(Topics.ALL)),

    /** A dashboard that steers, too. */
    CONTROL(
            "pauses, resumes and stops searches, and chooses the model that answers, on the dashboard and over HTTP; a"
                    + " 'gantry serve' that shall, beside dashboard",
            Touched.NOTHING.writing(Topics.RUNS, Topics.MODELS)),

    /** A dashboard that answers volumes, too. */
    INFERENCE(
            "has volumes answered over HTTP (POST /v2/models/NAME/infer); a 'gantry serve' that shall, beside dashboard",
            Touched.NOTHING.writing(Topics.VOLUMES)),

    /** Commands that list, show, watch and export. */
    READER(
            "lists, shows, watches and exports: commands that only read",
            Touched.NOTHING
                    .reading(
                            Topics.SCANS,
                            Topics.DATASETS,
                            Topics.RUNS,
                            Topics.TRAININGS,
                            Topics.DRAWS,
                            Topics.STEPS,
                            Topics.ARCHITECTURES,
                            Topics.MODELS,
                            Topics.PREDICTIONS,
                            Contents.TOPIC)
                    .readingLettersOf(Topics.ALL)),

    /** Commands that ask for work, beside what they read, ingest and are answered. */
    OPERATOR(
            "asks for searches and trainings, freezes data sets, imports models, settles dead letters; with ingest, reader and subscriber"
                    + " it may 'gantry run'",
            Touched.NOTHING
                    .reading(Topics.VOLUMES)
                    .writing(Topics.DATASETS, Topics.RUNS, Topics.TRAININGS, Topics.MODELS, Contents.TOPIC)
                    .settling(Topics.ALL)),

    /** A program of a user's that feeds slices. */
    SENDER("feeds slices: a program of yours", Touched.NOTHING.writing(Topics.SLICES)),

    /** A program of a user's that is answered. */
    SUBSCRIBER(
            "is answered: a program of yours; with ingest and reader it may 'gantry classify'",
            Touched.NOTHING.reading(Topics.PREDICTIONS, Topics.CAMS));

    private final String deed;

    @SuppressWarnings("ImmutableEnumChecker") // a record of copied lists of topics, which are records
    private final Touched touched;

    Party(String deed, Touched touched) {
        this.deed = deed;
        this.touched = touched;
    }

    /** What it does, for people. */
    public String deed() {
        return deed;
    }

    /** Whether it writes a topic in the course of things: settling dead letters is none. */
    public boolean writes(Topic<?> topic) {
        return touched.writes().contains(topic);
    }

    /** Whether it reads or takes a topic. */
    public boolean reads(Topic<?> topic) {
        return touched.reads().contains(topic) || touched.taken().contains(topic);
    }

    /**
     * The rights that it needs, and no others.
     *
     * @param prefix the installation's, of topics, groups and transactions
     */
    public List<Grant> grants(String prefix) {
        return this == SETUP ? making(prefix) : touched.grants(prefix);
    }

    private static List<Grant> making(String prefix) {
        String name = prefix.isEmpty() ? "*" : prefix;
        Pattern pattern = prefix.isEmpty() ? Pattern.LITERAL : Pattern.PREFIXED;
        return Stream.of(Operation.CREATE, Operation.DESCRIBE)
                .map(operation -> new Grant(Kind.TOPIC, name, pattern, operation))
                .toList();
    }
}
