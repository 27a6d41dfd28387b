package org.gantry.app.phantom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.gantry.domain.scan.Volume;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/**
 * A data set of phantoms on disk, as a user's own would lie there: {@code scans/phantom-0000.nii.gz}, one a line of
 * {@code labels.csv}, and beside them the lesions' masks of the positives, {@code masks/phantom-0001.nii.gz}.
 *
 * @param folder holds all of it
 */
public record PhantomFolder(Path folder) {
    private static final NiftiWriter SCANS = new NiftiWriter(NiftiType.INT16);
    private static final NiftiWriter MASKS = new NiftiWriter(NiftiType.UINT8);

    /** Where the scans lie. */
    public Path scans() {
        return folder.resolve("scans");
    }

    /** Where the masks lie. */
    public Path masks() {
        return folder.resolve("masks");
    }

    /** The list of labels. */
    public Path labels() {
        return folder.resolve("labels.csv");
    }

    /**
     * Writes the first phantoms of a seed, every second one positive, so that any run of them is balanced.
     *
     * @param phantoms makes them
     * @param count how many
     * @param progress told the number written so far
     */
    public void write(Phantoms phantoms, int count, IntConsumer progress) throws IOException {
        write(i -> phantoms.phantom(i, i % 2 == 1), count, progress);
    }

    /** Writes phantoms, each by its index. */
    public void write(IntFunction<Phantom> phantoms, int count, IntConsumer progress) throws IOException {
        Files.createDirectories(scans());
        Files.createDirectories(masks());
        List<String> lines = new ArrayList<>(List.of("scan,label,patient"));
        for (int i = 0; i < count; i++) {
            Phantom phantom = phantoms.apply(i);
            String id = phantom.scan().header().scanId();
            SCANS.write(scans().resolve(id + ".nii.gz"), phantom.scan());
            if (phantom.label().equals(Phantoms.POSITIVE)) {
                MASKS.write(masks().resolve(id + ".nii.gz"), mask(phantom), phantom.geometry());
            }
            lines.add(id + "," + phantom.label() + "," + phantom.scan().header().patientId());
            progress.accept(i + 1);
        }
        Files.write(labels(), lines, StandardCharsets.UTF_8);
    }

    private static Volume mask(Phantom phantom) {
        float[] voxels = new float[phantom.lesion().length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = phantom.lesion()[i] ? 1 : 0;
        }
        return new Volume(phantom.grid(), voxels);
    }
}
