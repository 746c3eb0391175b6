package dev.darkroom.http.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// openapi.yaml, held against answers: what is not written there may not be answered.
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final String PROBLEM = "application/problem+json";

    /// What servers, connections and the gateway add to every answer.
    private static final Set<String> ADDED = Set.of(
            ":status",
            "apigw-requestid",
            "connection",
            "content-length",
            "content-type",
            "date",
            "server",
            "transfer-encoding",
            "vary");

    private static final class OfThisProject {
        static final Contract INSTANCE = new Contract(OpenApi.read(Path.of("..", "openapi.yaml")));
    }

    private final OpenApi document;
    private final List<Operation> operations;

    private Contract(OpenApi document) {
        this.document = document;
        this.operations = document.paths().properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> Operation.of(
                                entry.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                entry.getValue(),
                                path.getValue().path("parameters"),
                                document)))
                .sorted(Comparator.comparingLong(Operation::parameterCount))
                .toList();
    }

    /// The contract of this project, read once.
    public static Contract ofThisProject() {
        return OfThisProject.INSTANCE;
    }

    /// `GET /photos` and the like.
    public Set<String> routeKeys() {
        return operations.stream().map(Operation::routeKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Those of the routes that anyone may call.
    public Set<String> openRouteKeys() {
        return operations.stream()
                .filter(operation -> !operation.needsToken())
                .map(Operation::routeKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The route that takes a request.
    public Optional<String> routeKey(Exchange exchange) {
        return operation(exchange).map(Operation::routeKey);
    }

    /// Every answer that functions give on these routes; those of the gateway are not among them.
    public List<DocumentedCase> cases(Set<String> routeKeys) {
        return operations.stream()
                .filter(operation -> routeKeys.contains(operation.routeKey()))
                .flatMap(operation -> operation.answers().entrySet().stream()
                        .filter(answer -> !answer.getValue().isTheGatewaysAlone())
                        .flatMap(answer -> problemTypes(answer.getValue())
                                .map(type -> new DocumentedCase(operation.routeKey(), answer.getKey(), type))))
                .sorted(Comparator.comparing(DocumentedCase::toString))
                .toList();
    }

    /// Requests to a route that each differ from a right one in one thing; see [OddRequest].
    public List<OddRequest> oddRequests(String routeKey) {
        Operation operation = operations.stream()
                .filter(found -> found.routeKey().equals(routeKey))
                .findFirst()
                .orElseThrow();
        return new OddRequests(document, operation).all();
    }

    /// The names of the properties that a view of a photo may have.
    ///
    /// @param view `OWNER`, `FRIEND` or `PUBLIC`; empty for any other
    Optional<Set<String>> propertiesOfView(String view) {
        JsonNode reference =
                document.schema("PhotoView").at("/discriminator/mapping").path(view);
        return reference.isTextual()
                ? Optional.of(names(document.followed(JSON.createObjectNode().set("$ref", reference))
                        .path("properties")))
                : Optional.empty();
    }

    /// Insists that an answer is one that the contract documents.
    ///
    /// @throws AssertionError with everything that is not
    public void check(Exchange exchange) {
        List<String> violations = violations(exchange);
        if (!violations.isEmpty()) {
            throw new AssertionError("not as openapi.yaml says:\n" + String.join("\n", violations) + "\n" + exchange);
        }
    }

    /// What in an answer is not as the contract says; empty where all is.
    public List<String> violations(Exchange exchange) {
        Optional<Operation> operation = operation(exchange);
        if (operation.isEmpty()) {
            return List.of("there is no such route");
        }
        Optional<Documented> documented = operation.get().answer(exchange.status());
        if (documented.isEmpty()) {
            return List.of("status " + exchange.status() + " is not documented for "
                    + operation.get().routeKey());
        }
        List<String> found = new ArrayList<>(body(exchange, documented.get()));
        found.addAll(headers(exchange, documented.get()));
        return found;
    }

    private List<String> body(Exchange exchange, Documented documented) {
        if (documented.schemas().isEmpty()) {
            return exchange.body().isEmpty() ? List.of() : List.of("there is a body where none is documented");
        }
        String schema = documented.schemas().get(exchange.mediaType());
        if (schema == null) {
            return List.of(
                    "the content type " + exchange.mediaType() + " is not documented for status " + exchange.status());
        }
        try {
            JsonNode body = JSON.readTree(exchange.body());
            List<String> found = new ArrayList<>(document.faults(schema, body));
            if (exchange.mediaType().equals(PROBLEM)
                    && !body.path("requestId")
                            .asText()
                            .equals(exchange.headers().get("x-request-id"))) {
                found.add("requestId is not that of x-request-id");
            }
            return found;
        } catch (JsonProcessingException e) {
            return List.of("the body is not JSON");
        }
    }

    private static List<String> headers(Exchange exchange, Documented documented) {
        boolean gateways = Documented.GATEWAY.equals(documented.schemas().get(exchange.mediaType()));
        List<String> found = new ArrayList<>();
        documented.headers().forEach((name, schema) -> {
            String value = exchange.headers().get(name);
            if (value == null) {
                if (!gateways && Documented.isFunctions(name)) {
                    found.add("the header " + name + " is missing");
                }
            } else if (!isValid(value, schema)) {
                found.add("the header " + name + " is " + value + " and not " + schema);
            }
        });
        exchange.headers().keySet().stream()
                .filter(name -> !documented.headers().containsKey(name))
                .filter(name -> !ADDED.contains(name) && !name.startsWith("access-control-"))
                .forEach(name -> found.add("the header " + name + " is not documented"));
        return found;
    }

    /// Headers are described by patterns and constants alone.
    private static boolean isValid(String value, JsonNode schema) {
        return (!schema.has("const") || schema.path("const").asText().equals(value))
                && (!schema.has("pattern")
                        || Pattern.compile(schema.path("pattern").asText())
                                .matcher(value)
                                .find())
                && value.length() >= schema.path("minLength").asInt(0);
    }

    private Optional<Operation> operation(Exchange exchange) {
        return operations.stream()
                .filter(operation -> operation.takes(exchange.method(), exchange.path()))
                .findFirst();
    }

    /// The types of problem that a status may have; one empty text for an answer that is none.
    private Stream<String> problemTypes(Documented documented) {
        String schema = documented.schemas().get(PROBLEM);
        return schema == null ? Stream.of("") : typesOf(document.schema(schema));
    }

    private Stream<String> typesOf(JsonNode schema) {
        return schema.has("oneOf")
                ? StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                        .flatMap(one -> typesOf(document.followed(one)))
                : Stream.of(schema.at("/properties/type/const").asText());
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }
}
