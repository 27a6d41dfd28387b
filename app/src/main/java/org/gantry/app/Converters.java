package org.gantry.app;

import java.util.function.Function;
import org.gantry.bus.LetterPlace;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.network.GpuMemory;
import org.gantry.network.Processor;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options of our own types, parsed by the types themselves, whose message the user reads. */
final class Converters {
    private Converters() {}

    /** Teaches them to a command line and to all that is below it. */
    static CommandLine register(CommandLine gantry) {
        return gantry.registerConverter(Widths.class, with(Widths::parse))
                .registerConverter(Strides.class, with(Strides::parse))
                .registerConverter(Genotype.class, with(Genotype::parse))
                .registerConverter(LetterPlace.class, with(LetterPlace::parse))
                .registerConverter(Grid.class, with(Grid::parse))
                .registerConverter(CamMethod.class, with(CamMethod::parse))
                .registerConverter(Processor.class, with(Processor::parse))
                .registerConverter(GpuMemory.class, with(GpuMemory::parse));
    }

    private static <T> ITypeConverter<T> with(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
