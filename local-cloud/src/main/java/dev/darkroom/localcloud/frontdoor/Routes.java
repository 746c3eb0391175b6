package dev.darkroom.localcloud.frontdoor;

import dev.darkroom.localcloud.stack.HttpApiResource.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request: a full match beats a greedy one, which beats `$default`; of full matches the one with
/// the earliest literal segment wins, and a named method beats `ANY`.
/// Source: Create routes for HTTP APIs, "Routing API requests",
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>
final class Routes {
    private final List<Candidate> bySpecificity;

    Routes(List<Route> routes) {
        this.bySpecificity =
                routes.stream().map(Candidate::of).sorted(Candidate.PRECEDENCE).toList();
    }

    /// @param path as it came, percent-encoded, without the query
    Optional<Match> match(String method, String path) {
        List<String> segments = segments(path);
        return bySpecificity.stream()
                .filter(candidate -> candidate.takes(method, segments))
                .findFirst()
                .map(candidate -> new Match(candidate.route(), candidate.parameters(segments)));
    }

    /// A route, and what the request has in the place of its path parameters, decoded.
    record Match(Route route, Map<String, String> pathParameters) {
        Match {
            pathParameters = Map.copyOf(pathParameters);
        }

        /// As events and logs name the route: `GET /photos/{photoId}`, or `$default`.
        String routeKey() {
            return Candidate.isDefault(route) ? "$default" : route.method() + " " + route.path();
        }
    }

    static String decoded(String percentEncoded) {
        // In a path a plus sign is a plus sign.
        return URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    private record Candidate(Route route, List<String> pattern) {
        /// A literal sorts before a parameter and a parameter before a greedy one, from the first segment on.
        static final Comparator<Candidate> PRECEDENCE = Comparator.comparing(
                        (Candidate candidate) -> isDefault(candidate.route()))
                .thenComparing(Candidate::isGreedy)
                .thenComparing(Comparator.comparingInt(Candidate::greedyDepth).reversed())
                .thenComparing(Candidate::shape)
                .thenComparing(candidate -> candidate.route().method().equals("ANY"));

        static Candidate of(Route route) {
            return new Candidate(route, isDefault(route) ? List.of() : segments(route.path()));
        }

        static boolean isDefault(Route route) {
            return route.path().equals("$default") || route.method().equals("$default");
        }

        boolean isGreedy() {
            return !pattern.isEmpty() && pattern.getLast().endsWith("+}");
        }

        /// Of two greedy routes the longer prefix wins.
        int greedyDepth() {
            return isGreedy() ? pattern.size() : 0;
        }

        String shape() {
            StringBuilder shape = new StringBuilder();
            pattern.forEach(segment -> shape.append(isParameter(segment) ? '1' : '0'));
            return shape.toString();
        }

        boolean takes(String method, List<String> segments) {
            if (isDefault(route)) {
                return true;
            }
            if (!route.method().equals("ANY") && !route.method().equals(method)) {
                return false;
            }
            if (isGreedy() ? segments.size() < pattern.size() : segments.size() != pattern.size()) {
                return false;
            }
            int exact = isGreedy() ? pattern.size() - 1 : pattern.size();
            for (int i = 0; i < exact; i++) {
                String wanted = pattern.get(i);
                boolean matches =
                        isParameter(wanted) ? !segments.get(i).isEmpty() : wanted.equals(decoded(segments.get(i)));
                if (!matches) {
                    return false;
                }
            }
            return !isGreedy() || !segments.subList(exact, segments.size()).equals(List.of(""));
        }

        Map<String, String> parameters(List<String> segments) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < pattern.size(); i++) {
                String name = pattern.get(i);
                if (name.endsWith("+}")) {
                    String rest = String.join("/", segments.subList(i, segments.size()));
                    parameters.put(name.substring(1, name.length() - 2), decoded(rest));
                } else if (isParameter(name)) {
                    parameters.put(name.substring(1, name.length() - 1), decoded(segments.get(i)));
                }
            }
            return parameters;
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }
    }
}
