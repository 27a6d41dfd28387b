package org.gantry.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A route of the API.
 *
 * @param about what it is, takes and answers
 * @param handler answers it
 */
public record Endpoint(About about, Handler<RoutingContext> handler) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    /** A GET. */
    public static About get(String path, String name, String summary) {
        return About.of(HttpMethod.GET, path, name, summary);
    }

    /** A POST. */
    public static About post(String path, String name, String summary) {
        return About.of(HttpMethod.POST, path, name, summary);
    }

    /** Its method. */
    public HttpMethod method() {
        return about.method;
    }

    /** Its path, with parameters in braces. */
    public String path() {
        return about.path;
    }

    /** Its path as Vert.x writes it. */
    String route() {
        return PARAMETER.matcher(about.path).replaceAll(":$1");
    }

    /** Where a parameter of a route stands. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** A parameter of a route. */
    record Parameter(Place place, String name, Schema schema, String description) {}

    /** An answer of a route. */
    record Answer(int status, String description, List<Content> contents) {}

    /**
     * What a route is, takes and answers.
     *
     * @param method its method
     * @param path with parameters in braces
     * @param name what programs call it
     * @param summary what people call it
     * @param parameters in the path, the query and the headers
     * @param bodies what it takes, one of them; empty where it takes none
     * @param answers what it answers
     */
    public record About(
            HttpMethod method,
            String path,
            String name,
            String summary,
            List<Parameter> parameters,
            List<Content> bodies,
            List<Answer> answers) {
        static About of(HttpMethod method, String path, String name, String summary) {
            return new About(method, path, name, summary, List.of(), List.of(), List.of());
        }

        /** With a parameter of the path. */
        public About path(String parameter, String description) {
            return with(new Parameter(Place.PATH, parameter, Schema.TEXT, description));
        }

        /** With a parameter of the query, which may be left out. */
        public About query(String parameter, String description) {
            return with(new Parameter(Place.QUERY, parameter, Schema.TEXT, description));
        }

        /** With a header, which may be left out. */
        public About header(String header, String description) {
            return with(new Parameter(Place.HEADER, header, Schema.TEXT, description));
        }

        private About with(Parameter parameter) {
            return new About(method, path, name, summary, plus(parameters, parameter), bodies, answers);
        }

        /** Taking bodies of one more type. */
        public About taking(Content body) {
            return new About(method, path, name, summary, parameters, plus(bodies, body), answers);
        }

        /** With an answer, in one of some forms. */
        public About answering(int status, String description, Content... contents) {
            Answer answer = new Answer(status, description, List.of(contents));
            return new About(method, path, name, summary, parameters, bodies, plus(answers, answer));
        }

        /** With the answer to what is well, in one of some forms. */
        public About answering(Content... contents) {
            return answering(200, summary, contents);
        }

        /** With a problem that it may have; those of every route need not be said. */
        public About problem(int status, String description) {
            return answering(status, description, new Content(Problem.MEDIA_TYPE, Problem.SCHEMA));
        }

        /** With who answers it. */
        public Endpoint by(Handler<RoutingContext> handler) {
            List<String> said = parameters.stream()
                    .filter(p -> p.place == Place.PATH)
                    .map(Parameter::name)
                    .toList();
            List<String> there = PARAMETER
                    .matcher(path)
                    .results()
                    .map(MatchResult::group)
                    .map(g -> g.substring(1, g.length() - 1))
                    .toList();
            if (!said.equals(there)) {
                throw new IllegalArgumentException(path + " has the parameters " + there + ", described are " + said);
            }
            return new Endpoint(this, handler);
        }

        private static <T> List<T> plus(List<T> list, T one) {
            List<T> all = new ArrayList<>(list);
            all.add(one);
            return List.copyOf(all);
        }

        /** All schemas that it names. */
        Map<String, JsonObject> named() {
            Map<String, JsonObject> named = new TreeMap<>();
            bodies.forEach(body -> named.putAll(body.schema().named()));
            answers.forEach(a -> a.contents.forEach(c -> named.putAll(c.schema().named())));
            return named;
        }
    }
}
