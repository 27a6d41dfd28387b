package org.gantry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private record Point(double x, Optional<String> name) {}

    private static final Kind<Point> POINT = Shape.<Point>named("Point", "A place.")
            .with("x", Kind.NUMBER, Point::x)
            .maybe("name", Kind.TEXT, Point::name)
            .kind();

    @Test
    void aShapeWritesWhatItsSchemaSays() {
        assertThat(POINT.json(new Point(1.5, Optional.of("a"))))
                .isEqualTo(new JsonObject("{\"x\": 1.5, \"name\": \"a\"}"));
        assertThat(POINT.json(new Point(Double.NaN, Optional.empty()))).isEqualTo(new JsonObject("{\"x\": null}"));
        assertThat(POINT.schema().json().getString("$ref")).isEqualTo("#/components/schemas/Point");
        JsonObject said = POINT.schema().named().getOrDefault("Point", new JsonObject());
        assertThat(said.getJsonArray("required")).isEqualTo(new JsonArray(List.of("x")));
        assertThat(said.getJsonObject("properties").fieldNames()).containsExactly("x", "name");
    }

    @Test
    void aListOfShapesBringsTheirSchemas() {
        Kind<?> nested = Kind.orNull(Kind.list(POINT));
        assertThat(nested.schema().named()).containsOnlyKeys("Point");
    }

    @Test
    void aParameterOfThePathThatIsNotDescribedIsRefused() {
        assertThatThrownBy(() -> Endpoint.get("/a/{id}", "a", "A").by(ctx -> {}))
                .hasMessage("/a/{id} has the parameters [id], described are []");
    }

    @Test
    void theDocumentHasEveryEndpointWithItsParametersAnswersAndSchemas() {
        Endpoint endpoint = Endpoint.get("/points/{id}", "point", "A point")
                .path("id", "its id")
                .query("as", "how")
                .answering(Content.json(POINT))
                .problem(404, "there is none")
                .by(ctx -> {});
        JsonObject document = OpenApi.document("T", "1", List.of(endpoint));
        JsonObject get =
                document.getJsonObject("paths").getJsonObject("/points/{id}").getJsonObject("get");
        assertThat(get.getString("operationId")).isEqualTo("point");
        assertThat(get.getJsonArray("parameters")).hasSize(2);
        assertThat(get.getJsonObject("responses").fieldNames()).containsExactly("200", "404", "default");
        assertThat(document.getJsonObject("components").getJsonObject("schemas").fieldNames())
                .containsExactly("Point", "Problem");
    }
}
