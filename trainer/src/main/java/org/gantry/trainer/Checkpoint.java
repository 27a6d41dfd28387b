package org.gantry.trainer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.gantry.network.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a training between two steps: what it needs to go on as if it had never stopped. As bytes: a
 * header of fixed fields, then the tensors as .npz files.
 *
 * @param job digest of what was asked and of the data
 * @param position where it stands
 * @param network weights, running statistics, the optimiser's slots and counts
 * @param best the best epoch so far, if one was judged
 */
record Checkpoint(String job, Position position, Tensors network, Optional<Best> best) {
    private static final String FORMAT = "gantry checkpoint 1";
    private static final String UNSHARED = FORMAT + ", to be averaged";

    byte[] toBytes() {
        byte[] state = network.toBytes();
        byte[] weights = best.map(b -> b.weights().toBytes()).orElse(new byte[0]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length + weights.length + Short.MAX_VALUE);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(position.unshared() ? UNSHARED : FORMAT);
            out.writeUTF(job);
            out.writeInt(position.epoch());
            out.writeInt(position.step());
            out.writeDouble(position.means().losses());
            out.writeDouble(position.means().accuracies());
            out.writeInt(position.means().steps());
            out.writeInt(state.length);
            out.write(state);
            out.writeInt(weights.length);
            if (best.isPresent()) {
                out.writeInt(best.get().epoch());
                out.writeDouble(best.get().accuracy());
                out.writeDouble(best.get().loss());
                out.write(weights);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot refuse a write", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException if the bytes are damaged or of another format
     */
    static Checkpoint of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String format = in.readUTF();
            boolean unshared = format.equals(UNSHARED);
            if (!unshared && !format.equals(FORMAT)) {
                throw new IllegalArgumentException("it is of format '" + format + "', this reads '" + FORMAT + "'");
            }
            String job = in.readUTF();
            int epoch = in.readInt();
            int step = in.readInt();
            Means means = new Means(in.readDouble(), in.readDouble(), in.readInt());
            Tensors network = Tensors.of(in.readNBytes(in.readInt()));
            Position position = new Position(epoch, step, means, unshared);
            return new Checkpoint(job, position, network, Optional.ofNullable(best(in)));
        } catch (IOException e) {
            throw new IllegalArgumentException("it is damaged: " + e.getMessage(), e);
        }
    }

    private static @Nullable Best best(DataInputStream in) throws IOException {
        int size = in.readInt();
        return size == 0
                ? null
                : new Best(in.readInt(), in.readDouble(), in.readDouble(), Tensors.of(in.readNBytes(size)));
    }

    /** How many bytes its numbers take. */
    long size() {
        return size(network) + best.map(b -> size(b.weights())).orElse(0L);
    }

    private static long size(Tensors tensors) {
        return tensors.arrays().values().stream()
                .mapToLong(array -> (long) Float.BYTES * array.values().length)
                .sum();
    }
}
