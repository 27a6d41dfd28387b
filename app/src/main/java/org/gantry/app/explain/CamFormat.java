package org.gantry.app.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import org.gantry.app.Folders;
import org.gantry.app.explain.dicom.ParametricMap;
import org.gantry.app.explain.dicom.SecondaryCapture;
import org.gantry.app.report.Pictures;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.ScanCam;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/** A form in which a CAM is written. */
public enum CamFormat {
    /** NIfTI on the scan's own grid, in patient space, in logits; NaN where the network saw nothing. */
    NIFTI(".cam.nii.gz") {
        @Override
        void write(Path file, Explanation explanation, Bus bus) throws IOException {
            ScanCam map = explanation.onScan();
            new NiftiWriter(NiftiType.FLOAT32)
                    .write(file, map.grid(), slices(map), map.header().geometry());
        }
    },
    /** Slice, CAM and overlay side by side, as the paper's Figure 5. */
    PNG(".cam.png") {
        @Override
        void write(Path file, Explanation explanation, Bus bus) throws IOException, InterruptedException {
            Pictures.write(explanation.picture(bus), file);
        }
    },
    /** DICOM Parametric Map on the scan's own grid, its numbers as NIfTI's. */
    DICOM(".cam.dcm") {
        @Override
        void write(Path file, Explanation explanation, Bus bus) throws IOException {
            new ParametricMap(explanation).write(file);
        }
    },
    /** DICOM Secondary Captures, a folder of one a slice: the CAM laid over the scan, in colours. */
    OVERLAY(".overlay") {
        @Override
        void write(Path folder, Explanation explanation, Bus bus) throws IOException, InterruptedException {
            new SecondaryCapture(explanation, ScanOnBus.read(bus, explanation.scan())).write(folder);
        }
    };

    private final String ending;

    CamFormat(String ending) {
        this.ending = ending;
    }

    abstract void write(Path file, Explanation explanation, Bus bus) throws IOException, InterruptedException;

    /** What a scan's file is called. */
    String name(String scanId) {
        return Folders.fileName(scanId) + ending;
    }

    /** Writes it into a folder, under the scan's name; gives the file. */
    public Path export(Path folder, Explanation explanation, Bus bus) throws IOException, InterruptedException {
        Path file = folder.resolve(name(explanation.prediction().scanId()));
        write(file, explanation, bus);
        return file;
    }

    /** Slice by slice, each made when it is asked for. */
    private static List<float[]> slices(ScanCam map) {
        return new AbstractList<>() {
            @Override
            public float[] get(int index) {
                return map.slice(index);
            }

            @Override
            public int size() {
                return map.grid().depth();
            }
        };
    }
}
