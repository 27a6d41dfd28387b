package org.gantry.deploy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.nio.file.Path;
import java.util.List;
import org.gantry.proto.ArchitectureMeasured;
import org.gantry.proto.Draw;
import org.gantry.proto.StepTaken;
import org.gantry.store.Codecs;
import org.gantry.store.Family;
import org.gantry.store.Key;
import org.gantry.store.Keys;
import org.gantry.store.Store;

/**
 * What a searcher that is gone left in its RocksDB directory.
 *
 * @param draws drawn architectures
 * @param steps steps taken
 * @param architectures measured architectures
 */
record LoggedSearch(List<Draw> draws, List<StepTaken> steps, List<ArchitectureMeasured> architectures) {
    private static final Family<Key, byte[]> DRAWS = family("draws");
    private static final Family<Key, byte[]> STEPS = family("steps");
    private static final Family<Key, byte[]> ARCHITECTURES = family("architectures");

    private static Family<Key, byte[]> family(String name) {
        return new Family<>(name, Keys.NAME_AND_NUMBERS, Codecs.BYTES);
    }

    /** Where a process with this directory keeps it. */
    static Path directory(Path process) {
        return process.resolve("searcher");
    }

    static LoggedSearch in(Path process) {
        try (Store store = Store.open(directory(process), List.of(DRAWS, STEPS, ARCHITECTURES))) {
            return new LoggedSearch(
                    all(store, DRAWS, Draw.parser()),
                    all(store, STEPS, StepTaken.parser()),
                    all(store, ARCHITECTURES, ArchitectureMeasured.parser()));
        }
    }

    private static <M> List<M> all(Store store, Family<Key, byte[]> family, Parser<M> parser) {
        return store.scan(family).stream()
                .map(entry -> parse(entry.value(), parser))
                .toList();
    }

    private static <M> M parse(byte[] bytes, Parser<M> parser) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a logged value does not follow the published schema", e);
        }
    }
}
