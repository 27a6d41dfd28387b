package org.gantry.bus.codec;

import java.util.OptionalDouble;
import org.gantry.domain.answer.Abstention;
import org.gantry.domain.answer.Calibration;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.Trust;

/** How far answers are to be relied on, as {@code answer.proto} says it. */
final class TrustCodecs {
    private TrustCodecs() {}

    static org.gantry.proto.Calibration calibration(Calibration c) {
        return org.gantry.proto.Calibration.newBuilder()
                .setTemperature(c.temperature().value())
                .setLoss(c.loss())
                .setLossBefore(c.lossBefore())
                .setErrorBefore(c.errorBefore())
                .build();
    }

    static Calibration calibration(org.gantry.proto.Calibration c) {
        return new Calibration(new Temperature(c.getTemperature()), c.getLoss(), c.getLossBefore(), c.getErrorBefore());
    }

    static org.gantry.proto.Trust trust(Trust t) {
        var builder = org.gantry.proto.Trust.newBuilder()
                .setTemperature(t.temperature().value())
                .setAbstainBelow(t.abstainBelow())
                .setAbstention(Enums.toProto(org.gantry.proto.Abstention.class, "ABSTENTION_", t.abstention()));
        t.foreignness().ifPresent(builder::setForeignness);
        t.disagreement().ifPresent(builder::setDisagreement);
        return builder.build();
    }

    static Trust trust(org.gantry.proto.Trust t) {
        return new Trust(
                new Temperature(t.getTemperature()),
                t.hasForeignness() ? OptionalDouble.of(t.getForeignness()) : OptionalDouble.empty(),
                t.hasDisagreement() ? OptionalDouble.of(t.getDisagreement()) : OptionalDouble.empty(),
                t.getAbstainBelow(),
                Enums.toDomain(Abstention.class, "ABSTENTION_", t.getAbstention()));
    }
}
