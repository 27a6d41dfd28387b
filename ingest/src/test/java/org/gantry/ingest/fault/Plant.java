package org.gantry.ingest.fault;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Ways to put a fault into a scan, each with the kind that it should be found as. */
enum Plant {
    BLANK(FaultKind.DAMAGED),
    LOWER_THIRD_LOST(FaultKind.DAMAGED),
    COPY_BEHIND_IT(FaultKind.REPEATED),
    COPY_ELSEWHERE(FaultKind.REPEATED),
    COPY_BRIGHTER(FaultKind.REPEATED),
    COPY_AS_JPEG(FaultKind.REPEATED),
    NOISE_OF_2_PERCENT(FaultKind.NOISY),
    NOISE_OF_5_PERCENT(FaultKind.NOISY),
    NOISE_OF_15_PERCENT(FaultKind.NOISY),
    SALT_AND_PEPPER(FaultKind.NOISY),
    UPSIDE_DOWN(FaultKind.NOISY),
    SHUFFLED(FaultKind.DISORDERED),
    ORDER_OF_TEXTS(FaultKind.DISORDERED),
    HALF_BACKWARDS(FaultKind.DISORDERED),
    TWO_EXCHANGED(FaultKind.DISORDERED),
    NEIGHBOURS_EXCHANGED(FaultKind.DISORDERED),
    ONE_MOVED_BY_THREE(FaultKind.DISORDERED),
    NOT_SEGMENTED(FaultKind.NON_SEGMENTED);

    private final FaultKind kind;

    Plant(FaultKind kind) {
        this.kind = kind;
    }

    /**
     * A scan with a fault.
     *
     * @param scan what was made of it
     * @param faulty its slices that are at fault; of those in disorder, all
     * @param right where each slice of the scan without fault lies now, in its order
     */
    record Planted(Looked scan, int[] faulty, int[] right) {}

    FaultKind kind() {
        return kind;
    }

    Planted into(Looked scan, Random random) {
        int n = scan.pixels().size();
        int at = 2 + random.nextInt(n - 5);
        return switch (this) {
            case COPY_BEHIND_IT -> copied(scan, at + 1, scan.pixels().get(at).clone());
            case COPY_ELSEWHERE ->
                copied(scan, at < n / 2 ? n - 2 : 1, scan.pixels().get(at).clone());
            case COPY_BRIGHTER ->
                copied(scan, at + 1, brighter(scan, scan.pixels().get(at)));
            case COPY_AS_JPEG -> copied(scan, at + 1, jpeg(scan, scan.pixels().get(at)));
            case SHUFFLED -> {
                List<Integer> order =
                        new ArrayList<>(IntStream.range(0, n).boxed().toList());
                Collections.shuffle(order, random);
                yield reordered(scan, order);
            }
            case ORDER_OF_TEXTS ->
                reordered(
                        scan,
                        IntStream.rangeClosed(1, n)
                                .boxed()
                                .sorted((a, b) -> Integer.toString(a).compareTo(Integer.toString(b)))
                                .map(i -> i - 1)
                                .toList());
            case HALF_BACKWARDS -> {
                List<Integer> order =
                        new ArrayList<>(IntStream.range(0, n).boxed().toList());
                Collections.reverse(order.subList(n / 2, n));
                yield reordered(scan, order);
            }
            case TWO_EXCHANGED -> exchanged(scan, at, at < n / 2 ? n - 2 : 1);
            case NEIGHBOURS_EXCHANGED -> exchanged(scan, at, at + 1);
            case ONE_MOVED_BY_THREE -> {
                List<Integer> order =
                        new ArrayList<>(IntStream.range(0, n).boxed().toList());
                order.add(at < n / 2 ? at + 3 : at - 3, order.remove(at));
                yield reordered(scan, order);
            }
            case NOT_SEGMENTED -> {
                Looked segmented = MadeStack.segmented(scan);
                yield changed(segmented, at, scan.pixels().get(at));
            }
            default -> changed(scan, at, spoilt(scan, scan.pixels().get(at), random));
        };
    }

    private float[] spoilt(Looked scan, float[] pixels, Random random) {
        float[] out = pixels.clone();
        double low = scan.low();
        double width = scan.width();
        int tail = out.length / 3 / scan.columns() * scan.columns();
        for (int i = 0; i < out.length; i++) {
            double gauss = random.nextGaussian() * width;
            out[i] = (float)
                    switch (this) {
                        case BLANK -> low;
                        case LOWER_THIRD_LOST -> i < out.length - tail ? out[i] : low + width / 2;
                        case NOISE_OF_2_PERCENT -> out[i] + 0.02 * gauss;
                        case NOISE_OF_5_PERCENT -> out[i] + 0.05 * gauss;
                        case NOISE_OF_15_PERCENT -> out[i] + 0.15 * gauss;
                        case SALT_AND_PEPPER ->
                            random.nextDouble() < 0.05 ? low + (random.nextBoolean() ? width : 0) : out[i];
                        case UPSIDE_DOWN ->
                            pixels[(scan.rows() - 1 - i / scan.columns()) * scan.columns() + i % scan.columns()];
                        default -> throw new IllegalStateException(this + " spoils no pixels");
                    };
        }
        return out;
    }

    private static Planted changed(Looked scan, int at, float[] pixels) {
        List<float[]> slices = new ArrayList<>(scan.pixels());
        slices.set(at, pixels);
        return new Planted(
                MadeStack.with(scan, slices),
                new int[] {at},
                IntStream.range(0, slices.size()).toArray());
    }

    private static Planted copied(Looked scan, int to, float[] pixels) {
        List<float[]> slices = new ArrayList<>(scan.pixels());
        slices.add(to, pixels);
        int[] right = IntStream.range(0, slices.size()).filter(i -> i != to).toArray();
        return new Planted(MadeStack.with(scan, slices), new int[] {to}, right);
    }

    private static Planted exchanged(Looked scan, int a, int b) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, scan.pixels().size()).boxed().toList());
        Collections.swap(order, a, b);
        return reordered(scan, order);
    }

    private static Planted reordered(Looked scan, List<Integer> order) {
        List<float[]> slices = order.stream().map(scan.pixels()::get).toList();
        int[] all = IntStream.range(0, order.size()).toArray();
        int[] right = Arrays.stream(all).map(order::indexOf).toArray();
        return new Planted(MadeStack.with(scan, slices), all, right);
    }

    private static float[] brighter(Looked scan, float[] pixels) {
        float[] out = pixels.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (scan.low() + scan.width() * (0.02 + 0.9 * scan.grey(pixels[i])));
        }
        return out;
    }

    private static float[] jpeg(Looked scan, float[] pixels) {
        BufferedImage image = new BufferedImage(scan.columns(), scan.rows(), BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < pixels.length; i++) {
            image.getRaster()
                    .setSample(i % scan.columns(), i / scan.columns(), 0, Math.round(255 * scan.grey(pixels[i])));
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", out);
            var raster =
                    ImageIO.read(new ByteArrayInputStream(out.toByteArray())).getRaster();
            float[] grey = raster.getSamples(0, 0, scan.columns(), scan.rows(), 0, (float[]) null);
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (float) (scan.low() + grey[i] / 255 * scan.width());
            }
            return grey;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
