package org.gantry.app.appendix;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.img;
import static j2html.TagCreator.section;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.FigureTag;
import j2html.tags.specialized.SectionTag;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** The few kinds of thing that stand on the page. Texts are escaped. */
final class Html {
    private Html() {}

    static SectionTag part(String title, List<? extends DomContent> content) {
        return section(h2(title), each(content, item -> item));
    }

    /** A table; the first column is text, the others are figures. */
    static DivTag rows(List<String> header, List<List<String>> rows) {
        return div(table(
                        thead(tr(each(header, name -> th(name)))),
                        tbody(each(rows, row -> tr(each(row, cell -> td(cell)))))))
                .withClass("table");
    }

    /** Names and values. */
    static DivTag facts(Map<String, ?> facts) {
        return div(table(tbody(each(
                        facts.entrySet(), fact -> tr(th(fact.getKey()), td(String.valueOf(fact.getValue())))))))
                .withClass("facts");
    }

    /** A picture in the page itself, with a caption that stands for it where it is not seen. */
    static FigureTag picture(BufferedImage picture, String caption) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be written to memory", e);
        }
        String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        return new FigureTag()
                .with(
                        img().withSrc(data).withAlt(caption).withStyle("max-width: " + picture.getWidth() + "px"),
                        figcaption(caption));
    }

    static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
