package dev.darkroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.contract.DocumentedCase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The call that provokes each answer of the contract. Those that every route has alike are known here: 400 for a
/// query parameter that there is not, 401, 413, 429 for one write too many, and 500.
public final class Provocations {
    private final ApiCall caller;
    private final ApiCall broken;
    private final Supplier<ApiCall> exhausted;
    private final Map<String, Supplier<ApiAnswer>> calls = new HashMap<>();
    private final Map<String, String> parameters;

    /// Begins with what every route has.
    ///
    /// @param caller a user whom the function serves
    /// @param broken the same user with a function whose tables fail
    /// @param exhausted a user who has written as often as is allowed
    /// @param parameters of paths, by name
    public Provocations(ApiCall caller, ApiCall broken, Supplier<ApiCall> exhausted, Map<String, String> parameters) {
        this.caller = caller;
        this.broken = broken;
        this.exhausted = exhausted;
        this.parameters = Map.copyOf(parameters);
    }

    /// Adds a call.
    ///
    /// @param documentedCase as [DocumentedCase#toString] writes it
    public Provocations on(String documentedCase, Supplier<ApiAnswer> call) {
        if (calls.put(documentedCase, call) != null) {
            throw new IllegalArgumentException("two calls for " + documentedCase);
        }
        return this;
    }

    /// Makes the call of a case.
    ///
    /// @throws AssertionError where there is none
    private ApiAnswer provoke(DocumentedCase documented) {
        return Optional.ofNullable(calls.get(documented.toString()))
                .or(() -> common(documented))
                .orElseThrow(() -> new AssertionError("no call provokes " + documented))
                .get();
    }

    /// Makes the call of a case, which has to answer as the contract says.
    public void check(DocumentedCase documented) {
        ApiAnswer answer = provoke(documented);
        assertThat(answer.status()).as(answer.body()).isEqualTo(documented.status());
        if (!documented.problemType().isEmpty()) {
            assertThat(answer.at("/type")).isEqualTo(documented.problemType());
        }
    }

    /// The calls whose cases are none of these: leftovers.
    public Set<String> without(Iterable<DocumentedCase> cases) {
        Set<String> left = new TreeSet<>(calls.keySet());
        cases.forEach(documented -> left.remove(documented.toString()));
        return left;
    }

    private Optional<Supplier<ApiAnswer>> common(DocumentedCase documented) {
        String[] route = documented.routeKey().split(" ", 2);
        String path = route[1];
        for (var parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        String target = path;
        return switch (documented.status()) {
            case 400 -> Optional.of(() -> caller.send(route[0], target + "?no-such-parameter=1", Optional.empty()));
            case 401 -> Optional.of(() -> caller.anonymous().send(route[0], target, Optional.empty()));
            case 413 -> Optional.of(() -> caller.send(route[0], target, Optional.of("x".repeat(600 * 1024))));
            case 429 -> Optional.of(() -> exhausted.get().send(route[0], target, Optional.empty()));
            case 500 -> Optional.of(() -> broken.send(route[0], target, Optional.empty()));
            default -> Optional.empty();
        };
    }
}
