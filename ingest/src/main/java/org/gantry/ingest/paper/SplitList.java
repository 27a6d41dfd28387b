package org.gantry.ingest.paper;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gantry.ingest.dataset.Part;
import org.jspecify.annotations.Nullable;

/**
 * A list of the authors': JSON, {@code {class: {patient: {scan: [file, ...]}}}}.
 *
 * @param path where it is
 * @param part what its scans are for
 * @param scans all of them, in its order
 * @param emptyClasses classes that it names and says nothing of
 */
record SplitList(Path path, Part part, List<Listed> scans, List<String> emptyClasses) {
    /**
     * A scan of a list.
     *
     * @param folder its class's folder
     * @param patient its patient's
     * @param scan its own
     * @param files its slices' names, or the one file's
     */
    record Listed(String folder, String patient, String scan, List<String> files) {
        Listed {
            files = List.copyOf(files);
        }

        @Override
        public String toString() {
            return folder + "/" + patient + "/" + scan;
        }
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException where it is none, naming file and place
     */
    static SplitList read(Path path, Part part) throws IOException {
        List<Listed> scans = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        try {
            JsonObject classes = new JsonObject(Files.readString(path));
            for (String folder : classes.fieldNames()) {
                JsonObject patients = filled(classes.getJsonObject(folder));
                if (patients.isEmpty()) {
                    empty.add(folder);
                }
                for (String patient : patients.fieldNames()) {
                    JsonObject ofPatient = filled(patients.getJsonObject(patient));
                    for (String scan : ofPatient.fieldNames()) {
                        scans.add(new Listed(folder, patient, scan, names(ofPatient.getJsonArray(scan))));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(path + ": does not exist; check the path", e);
        } catch (DecodeException | CharacterCodingException | ClassCastException e) {
            throw new IllegalArgumentException(
                    path + ": is no list {class: {patient: {scan: [file, ...]}}}"
                            + (scans.isEmpty() ? "" : " behind " + scans.get(scans.size() - 1)) + "; download it again",
                    e);
        }
        return new SplitList(path, part, scans, empty);
    }

    private static JsonObject filled(@Nullable JsonObject object) {
        return object == null ? new JsonObject() : object;
    }

    private static List<String> names(@Nullable JsonArray files) {
        List<String> names = new ArrayList<>();
        for (int n = 0; files != null && n < files.size(); n++) {
            if (!(files.getValue(n) instanceof String name)) {
                throw new ClassCastException("a file's name is no text");
            }
            names.add(name);
        }
        return names;
    }
}
