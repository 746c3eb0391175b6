package dev.darkroom.e2e;

import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.Exchange;
import dev.darkroom.http.contract.Leaks;
import dev.darkroom.http.contract.Secret;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Sees every exchange that a person has with the API: each must be as openapi.yaml says, and hold nothing of the test
/// photos that is not for the one who asked.
final class Witness implements Consumer<HttpResponse<byte[]>> {
    static final Contract CONTRACT = Contract.ofThisProject();
    static final Leaks LEAKS = new Leaks(
            CONTRACT,
            () -> List.of(
                    new Secret("file name", TestPhotos.FILE_NAME),
                    new Secret("latitude", Double.toString(TestPhotos.LATITUDE)),
                    new Secret("longitude", Double.toString(TestPhotos.LONGITUDE)),
                    new Secret("suggested description", TestPhotos.DESCRIPTION),
                    new Secret("artist", TestPhotos.ARTIST),
                    new Secret("serial number", TestPhotos.SERIAL_NUMBER)));

    private final URI api;
    private volatile Optional<String> person = Optional.empty();

    Witness(URI api) {
        this.api = api;
    }

    /// Who the person is, once that is known.
    void knows(String userId) {
        person = Optional.of(userId);
    }

    @Override
    public void accept(HttpResponse<byte[]> response) {
        check(exchange(api, person, response));
    }

    /// @throws AssertionError where the exchange is not as it should be
    static void check(Exchange exchange) {
        CONTRACT.check(exchange);
        LEAKS.check(exchange);
        if (exchange.body().contains(TestPhotos.SERIAL_NUMBER)
                || exchange.body().contains(TestPhotos.ARTIST)) {
            throw new AssertionError("a camera's serial number and a person's name are for nobody\n" + exchange);
        }
    }

    static Exchange exchange(URI api, Optional<String> person, HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return new Exchange(
                response.request().method(),
                response.uri().getRawPath().substring(api.getRawPath().length()),
                person,
                response.statusCode(),
                headers,
                new String(response.body(), StandardCharsets.UTF_8));
    }
}
