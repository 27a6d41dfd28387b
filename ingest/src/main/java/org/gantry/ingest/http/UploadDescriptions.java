package org.gantry.ingest.http;

import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Endpoint.About;
import org.gantry.web.Schema;

/** What the routes of uploads are, take and answer. */
final class UploadDescriptions {
    private static final Schema STATUS = Schema.named("Upload", """
            {"type": "object", "description": "Where an upload stands; done and rejected are its end.",
             "required": ["upload", "state"],
             "properties": {
                 "upload": {"type": "string"},
                 "state": {"enum": ["queued", "reading", "done", "rejected"]},
                 "status": {"type": "string", "description": "where to ask how it went"},
                 "read": {"type": "integer", "description": "files that were read"},
                 "of": {"type": "integer"},
                 "scans": {"type": "array", "items": {"type": "string"}},
                 "files": {"type": "object", "additionalProperties": {"type": "string"},
                           "description": "scan to the file that it was in"},
                 "oddities": {"type": "array", "items": {"type": "string"}},
                 "refused": {"type": "array", "items": {"type": "string"}}}}""");

    static final About SCANS = Endpoint.post("/scans", "uploadScans", "Takes files of scans, or an archive of them")
            .query("name", "what the upload is called; else the name of its file")
            .taking(new Content("multipart/form-data", Schema.ANY))
            .taking(new Content("application/octet-stream", Schema.BYTES))
            .answering(
                    202, "it lies on the disk until the bus has it; Location says where to ask", Content.json(STATUS))
            .problem(413, "it is too large")
            .problem(429, "too many are received")
            .problem(503, "too many wait for the bus")
            .problem(507, "the disk is full");

    static final About STUDIES = Endpoint.post("/studies", "storeInstances", "DICOMweb's store (STOW-RS)")
            .taking(new Content(Stow.TYPE, Schema.BYTES))
            .answering(202, "what was accepted, and what was not", new Content(Stow.ANSWER, Schema.ANY))
            .answering(409, "none of it is a DICOM file", new Content(Stow.ANSWER, Schema.ANY))
            .problem(415, "it is no store of DICOM files");

    static final About UPLOAD = Endpoint.get("/scans/uploads/{id}", "upload", "Where an upload stands")
            .path("id", "the upload's id")
            .answering(Content.json(STATUS))
            .problem(404, "no upload has this id");

    private UploadDescriptions() {}
}
