package org.gantry.app.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gantry.app.architecture.Blueprint.PlannedBlock;
import org.gantry.app.architecture.Blueprint.Size;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.Stride;

/** A network block by block, as a table for people and as figures for programs. */
public final class BlueprintText {
    private BlueprintText() {}

    /** The table. */
    public static List<String> lines(Blueprint blueprint) {
        MacroArchitecture macro = blueprint.network().macro();
        NetworkDescription cost = blueprint.cost();
        List<String> lines = new ArrayList<>();
        lines.add("input       " + blueprint.input() + ", " + macro.inChannels() + " channel"
                + (macro.inChannels() == 1 ? "" : "s"));
        lines.add(String.format(
                Locale.ROOT,
                "parameters  %,d (%.2f MiB); %,d macs a volume",
                cost.parameters(),
                cost.mib(),
                cost.macs()));
        lines.add(String.format(
                "%-6s %-4s  %-16s %14s  %-7s %-11s %12s %16s",
                "block", "cell", "operation", "channels", "stride", "output", "parameters", "macs"));
        lines.add(row(
                new Object[] {"stem", "", "3x3x3_Conv", channels(macro.inChannels(), macro.stemWidth())},
                macro.stemStride(),
                blueprint.stem()));
        blueprint.cells().stream().flatMap(List::stream).forEach(b -> lines.add(block(b)));
        lines.add(row(
                new Object[] {"head", "", "pooling, linear", channels(macro.headWidth(), macro.classes())},
                Stride.ONE,
                new Size(
                        new Grid(1, 1, 1),
                        blueprint.head().parameters(),
                        blueprint.head().macs())));
        return lines;
    }

    private static String block(PlannedBlock b) {
        return row(
                new Object[] {
                    Integer.toString(b.block().index() + 1),
                    Integer.toString(b.block().cell() + 1),
                    b.operation().paperName(),
                    channels(b.block().inWidth(), b.block().outWidth())
                },
                b.block().stride(),
                b.size());
    }

    private static String row(Object[] names, Stride stride, Size size) {
        return String.format(
                Locale.ROOT,
                "%-6s %-4s  %-16s %14s  %-7s %-11s %,12d %,16d",
                names[0],
                names[1],
                names[2],
                names[3],
                stride(stride),
                size.grid(),
                size.parameters(),
                size.macs());
    }

    private static String channels(int in, int out) {
        return in + " -> " + out;
    }

    /** A stride as options write it. */
    public static String stride(Stride stride) {
        return stride.depth() + "x" + stride.height() + "x" + stride.width();
    }

    /** All of it for programs. */
    public static Map<String, Object> figures(Blueprint blueprint) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("genotype", blueprint.network().genotype().toString());
        figures.put("input", blueprint.input().toString());
        figures.put("parameters", blueprint.cost().parameters());
        figures.put("macs", blueprint.cost().macs());
        figures.put(
                "blocks",
                blueprint.cells().stream()
                        .flatMap(List::stream)
                        .map(BlueprintText::figures)
                        .toList());
        return figures;
    }

    private static Map<String, Object> figures(PlannedBlock b) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("block", b.block().index() + 1);
        figures.put("cell", b.block().cell() + 1);
        figures.put("operation", b.operation().paperName());
        figures.put("inChannels", b.block().inWidth());
        figures.put("outChannels", b.block().outWidth());
        figures.put("stride", stride(b.block().stride()));
        figures.put("output", b.size().grid().toString());
        figures.put("parameters", b.size().parameters());
        figures.put("macs", b.size().macs());
        return figures;
    }
}
