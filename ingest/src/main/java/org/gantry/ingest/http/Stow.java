package org.gantry.ingest.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of DICOMweb's store transaction (PS3.18 10.5.1): a DICOM file in each part; and what is answered to it. */
final class Stow implements Body, MultipartReader.Parts {
    /** Of requests. */
    static final String TYPE = "multipart/related";

    /** Of their parts. */
    static final String PART = "application/dicom";

    /** Of answers. */
    static final String ANSWER = "application/dicom+json";

    /** Cannot understand (PS3.4 table B.2-1). */
    private static final int NOT_UNDERSTOOD = 0xc000;

    private final Upload upload;
    private final MultipartReader reader;
    private final List<Instance> taken = new ArrayList<>();
    private final List<Integer> failed = new ArrayList<>();
    private boolean dicom;
    private @Nullable Path file;

    /** @throws Refusal if its type is none of a store */
    Stow(Upload upload, HeaderValue type) {
        this.upload = upload;
        this.reader = new MultipartReader(type, this);
    }

    /** Refuses what is no store of DICOM files. */
    static void require(HeaderValue type) {
        if (!type.value().equals(TYPE)) {
            throw new Refusal(
                    415,
                    "Content-Type is '" + type.value() + "'; send " + TYPE + "; type=\"" + PART + "\"; boundary=...");
        }
        String parts = type.parameter("type").orElse(PART);
        if (!parts.equalsIgnoreCase(PART)) {
            throw new Refusal(415, "parts of type '" + parts + "' are not taken; send " + PART);
        }
    }

    @Override
    public void add(byte[] bytes) throws IOException {
        reader.add(bytes);
    }

    @Override
    public void finish() {
        reader.finish();
        if (taken.isEmpty() && failed.isEmpty()) {
            throw Refusal.malformed("the body has no part; send a DICOM file in each");
        }
    }

    @Override
    public void begin(Map<String, String> headers) throws IOException {
        String type = HeaderValue.parse(Optional.ofNullable(headers.get("content-type")))
                .value();
        dicom = type.isEmpty() || type.equals(PART);
        file = upload.begin("instance-" + (taken.size() + failed.size() + 1) + ".dcm");
    }

    @Override
    public void data(byte[] bytes, int from, int length) throws IOException {
        upload.write(bytes, from, length);
    }

    @Override
    public void end() throws IOException {
        upload.end();
        if (file == null) {
            return;
        }
        Optional<Instance> instance = dicom ? Instance.of(file) : Optional.empty();
        if (instance.isPresent()) {
            taken.add(instance.get());
        } else {
            upload.remove(file);
            failed.add(NOT_UNDERSTOOD);
        }
    }

    /** Whether anything of it is kept. */
    boolean anything() {
        return !taken.isEmpty();
    }

    /**
     * The Store Instances Response Module (PS3.3 C.35): what was accepted, by its identifiers, and how much was not.
     */
    JsonObject answer() {
        JsonObject answer = new JsonObject().put("00081190", new JsonObject().put("vr", "UR"));
        if (!taken.isEmpty()) {
            answer.put("00081199", sequence(taken.stream().map(Stow::reference).toList()));
        }
        if (!failed.isEmpty()) {
            answer.put(
                    "0008119A",
                    sequence(failed.stream()
                            .map(reason -> new JsonObject().put("00081197", element("US", reason)))
                            .toList()));
        }
        return answer;
    }

    private static JsonObject reference(Instance instance) {
        return new JsonObject()
                .put("00081150", uid(instance.classUid()))
                .put("00081155", uid(instance.instanceUid()))
                .put("00081190", new JsonObject().put("vr", "UR"));
    }

    /** An element without a value has none in JSON either (PS3.18 F.2.5). */
    private static JsonObject uid(String uid) {
        return uid.isEmpty() ? new JsonObject().put("vr", "UI") : element("UI", uid);
    }

    private static JsonObject element(String vr, Object value) {
        return new JsonObject().put("vr", vr).put("Value", new JsonArray().add(value));
    }

    private static JsonObject sequence(List<JsonObject> items) {
        return new JsonObject().put("vr", "SQ").put("Value", new JsonArray(new ArrayList<>(items)));
    }
}
