package org.gantry.bus.codec;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.gantry.domain.Codec;
import org.gantry.domain.scan.GatheredSlices;
import org.gantry.domain.scan.GatheredSlices.Verdict;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.Gathering.Kept;

/** Codec of {@code sampler.proto}. */
public final class GatheringCodec {
    /** A scan on its way. */
    public static final Codec<Gathering> GATHERING = new ProtoCodec<>(
            "gantry.v1.Gathering",
            org.gantry.proto.Gathering.parser(),
            GatheringCodec::gathering,
            GatheringCodec::gathering);

    private static final HexFormat HEX = HexFormat.of();

    private GatheringCodec() {}

    private static org.gantry.proto.Gathering gathering(Gathering g) {
        GatheredSlices slices = g.slices();
        org.gantry.proto.Gathering.Builder message = org.gantry.proto.Gathering.newBuilder()
                .setHeader(ScanCodecs.header(slices.header()))
                .setExpected(slices.expected())
                .setContradiction(slices.contradiction())
                .setPartition(g.partition())
                .setFirstOffset(g.first())
                .setLastOffset(g.last().offset())
                .setLastIndex(g.last().index())
                .setLastMillis(g.last().time().toEpochMilli())
                .setTold(g.told());
        slices.digests()
                .forEach((slice, digest) -> message.putDigests(slice, ByteString.copyFrom(HEX.parseHex(digest))));
        slices.dropped().forEach((verdict, count) -> message.putDropped(verdict.name(), count));
        return message.build();
    }

    private static Gathering gathering(org.gantry.proto.Gathering g) {
        Map<Integer, String> digests = new HashMap<>();
        g.getDigestsMap().forEach((slice, digest) -> digests.put(slice, HEX.formatHex(digest.toByteArray())));
        Map<Verdict, Integer> dropped = new EnumMap<>(Verdict.class);
        g.getDroppedMap().forEach((verdict, count) -> dropped.put(Verdict.valueOf(verdict), count));
        GatheredSlices slices = new GatheredSlices(
                ScanCodecs.header(g.getHeader()), g.getExpected(), digests, dropped, g.getContradiction());
        Kept last = new Kept(g.getLastOffset(), g.getLastIndex(), Instant.ofEpochMilli(g.getLastMillis()));
        return new Gathering(slices, g.getPartition(), g.getFirstOffset(), last, g.getTold());
    }
}
