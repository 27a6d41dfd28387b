package org.gantry.ingest.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A request's body on its way into an upload, of which it makes files. */
interface Body {
    /** The next bytes. */
    void add(byte[] bytes) throws IOException;

    /** All bytes were there. */
    void finish() throws IOException;

    /** A body that is one file. */
    record Plain(Upload upload, String name) implements Body {
        @Override
        public void add(byte[] bytes) throws IOException {
            if (upload.files() == 0) {
                upload.begin(name);
            }
            upload.write(bytes, 0, bytes.length);
        }

        @Override
        public void finish() {
            if (upload.files() == 0) {
                throw Refusal.malformed("the body is empty; send a scan, an archive, or a form of files");
            }
        }
    }

    /** A form of files (RFC 7578); its other fields are left out. */
    final class Form implements Body, MultipartReader.Parts {
        private final Upload upload;
        private final MultipartReader reader;
        private boolean file;

        Form(Upload upload, HeaderValue type) {
            this.upload = upload;
            this.reader = new MultipartReader(type, this);
        }

        @Override
        public void add(byte[] bytes) throws IOException {
            reader.add(bytes);
        }

        @Override
        public void finish() {
            reader.finish();
            if (upload.files() == 0) {
                throw Refusal.malformed("no part of the form has a filename; send files, as curl -F file=@scan.nii.gz");
            }
        }

        @Override
        public void begin(Map<String, String> headers) throws IOException {
            HeaderValue disposition = HeaderValue.parse(Optional.ofNullable(headers.get("content-disposition")));
            Optional<String> name = disposition.parameter("filename");
            file = name.isPresent();
            if (file) {
                upload.begin(name.get());
            }
        }

        @Override
        public void data(byte[] bytes, int from, int length) throws IOException {
            if (file) {
                upload.write(bytes, from, length);
            }
        }

        @Override
        public void end() throws IOException {
            upload.end();
        }
    }
}
