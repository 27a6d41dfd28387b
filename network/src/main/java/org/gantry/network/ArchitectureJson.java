package org.gantry.network;

import static org.gantry.network.ModelBundle.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Stride;

/** A network's architecture as it stands in a bundle: a baseline's name, or a genotype in its macro-architecture. */
final class ArchitectureJson {
    private ArchitectureJson() {}

    static ObjectNode of(Architecture architecture) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", architecture.name());
        node.put("inChannels", architecture.inChannels()).put("classes", architecture.classes());
        if (architecture instanceof CovidNet3d searched) {
            MacroArchitecture macro = searched.macro();
            node.put("stemWidth", macro.stemWidth()).put("stemStride", text(macro.stemStride()));
            var cells = node.putArray("cells");
            for (Cell cell : macro.cells()) {
                cells.addObject()
                        .put("width", cell.width())
                        .put("blocks", cell.blocks())
                        .put("stride", text(cell.stride()));
            }
        }
        return node;
    }

    static Architecture parse(JsonNode node) {
        String name = field(node, "name").asText();
        int inChannels = field(node, "inChannels").asInt();
        int classes = field(node, "classes").asInt();
        return Baseline.named(name)
                .map(baseline -> baseline.architecture(inChannels, classes))
                .orElseGet(() -> searched(node, Genotype.parse(name), inChannels, classes));
    }

    private static Architecture searched(JsonNode node, Genotype genotype, int inChannels, int classes) {
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : field(node, "cells")) {
            cells.add(new Cell(
                    field(cell, "width").asInt(), field(cell, "blocks").asInt(), stride(field(cell, "stride"))));
        }
        Stride stem = stride(field(node, "stemStride"));
        int stemWidth = field(node, "stemWidth").asInt();
        return new CovidNet3d(new MacroArchitecture(stemWidth, stem, cells, inChannels, classes), genotype);
    }

    private static String text(Stride stride) {
        return new Grid(stride.depth(), stride.height(), stride.width()).toString();
    }

    private static Stride stride(JsonNode node) {
        Grid axes = Grid.parse(node.asText());
        return new Stride(axes.depth(), axes.height(), axes.width());
    }
}
