package org.gantry.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** NumPy's .npz: a zip of .npy files (format 1.0), here float32, little-endian, C order only. */
final class Npz {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREFIX = MAGIC.length + Short.BYTES;
    private static final int ALIGNMENT = 64;
    private static final int OVERHEAD = 384;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), *\\}\\s*");

    private Npz() {}

    static byte[] write(Tensors tensors) {
        long size = 0;
        for (Tensors.Array array : tensors.arrays().values()) {
            size += OVERHEAD + (long) array.values().length * Float.BYTES;
        }
        Archive.Writer archive = new Archive.Writer(size);
        tensors.arrays().forEach((name, array) -> archive.add(name + ".npy", npy(array)));
        return archive.finish();
    }

    private static byte[] npy(Tensors.Array array) {
        String shape = Arrays.stream(array.shape()).mapToObj(axis -> axis + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
        int padding = Math.floorMod(-(PREFIX + header.length() + 1), ALIGNMENT);
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer npy = ByteBuffer.allocate(PREFIX + text.length + array.values().length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        npy.put(MAGIC).putShort((short) text.length).put(text).asFloatBuffer().put(array.values());
        return npy.array();
    }

    static Tensors read(byte[] npz) {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        Archive.read(npz, "the weight file").forEach((name, npy) -> {
            String tensor = name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name;
            arrays.put(tensor, array(name, npy));
        });
        return new Tensors(arrays);
    }

    private static Tensors.Array array(String name, byte[] npy) {
        if (npy.length < PREFIX || !Arrays.equals(npy, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(name, "is not in NumPy's format 1.0");
        }
        ByteBuffer bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        int headerLength = Short.toUnsignedInt(bytes.getShort());
        if (bytes.remaining() < headerLength) {
            throw damaged(name, "ends inside its header");
        }
        String header = new String(npy, PREFIX, headerLength, StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw damaged(name, "is not float32, little-endian, in C order: " + header.strip());
        }
        int[] shape = Arrays.stream(matcher.group(1).split(",", -1))
                .map(String::strip)
                .filter(axis -> !axis.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        float[] values = new float[(npy.length - PREFIX - headerLength) / Float.BYTES];
        bytes.position(PREFIX + headerLength).asFloatBuffer().get(values);
        try {
            return new Tensors.Array(shape, values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tensor '" + name + "': " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException damaged(String name, String what) {
        return new IllegalArgumentException("tensor '" + name + "' " + what + "; fetch or write the file again");
    }
}
