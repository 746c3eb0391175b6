package dev.darkroom.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Finds a request's route by its route key, as the HTTP API has matched it.
public final class Router {
    private final Map<String, Entry> entries;
    private final Consumer<Request> before;

    private Router(Map<String, Entry> entries, Consumer<Request> before) {
        this.entries = Map.copyOf(entries);
        this.before = before;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The route keys, for comparing with the template.
    public Set<String> routeKeys() {
        return entries.keySet();
    }

    Answer answer(Request request) {
        Entry entry = entries.get(request.routeKey());
        if (entry == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is nothing at this address.");
        }
        List<FieldError> unknown = request.query().keySet().stream()
                .filter(name -> !entry.parameters.contains(name))
                .sorted()
                .map(name -> new FieldError(name, "is not a query parameter here" + known(entry.parameters)))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(unknown);
        }
        before.accept(request);
        return entry.route.answer(request);
    }

    private static String known(List<String> parameters) {
        return parameters.isEmpty() ? "; there are none" : "; these are: " + String.join(", ", parameters);
    }

    private record Entry(Route route, List<String> parameters) {}

    /// Collects routes.
    public static final class Builder {
        private final Map<String, Entry> entries = new HashMap<>();
        private Consumer<Request> before = _ -> {};

        private Builder() {}

        /// Adds a route.
        ///
        /// @param routeKey as in template.yaml, such as `GET /photos`
        /// @param queryParameters those that the route knows; all others are refused
        public Builder route(String routeKey, Route route, String... queryParameters) {
            if (entries.put(routeKey, new Entry(route, List.of(queryParameters))) != null) {
                throw new IllegalArgumentException("two routes for " + routeKey);
            }
            return this;
        }

        /// What is done before every route.
        public Builder before(Consumer<Request> step) {
            before = step;
            return this;
        }

        public Router build() {
            return new Router(entries, before);
        }
    }
}
