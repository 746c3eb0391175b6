package dev.darkroom.localcloud.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.darkroom.localcloud.stack.UserPoolResource;
import dev.darkroom.localcloud.stack.UserPoolResource.Client;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// One pool: who its users are, and tokens for them.
/// Sources: access tokens,
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html>,
/// ID tokens,
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html>
record UserPool(UserPoolResource resource, URI issuer, SigningKey key, InstantSource clock) {
    /// Cognito's default for access and ID tokens.
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    TrustedIssuer trusted() {
        return new TrustedIssuer(issuer, key.publicKeys());
    }

    Optional<Client> client(String clientId) {
        return resource.clients().stream()
                .filter(client -> client.clientId().equals(clientId))
                .findFirst();
    }

    /// A Cognito access token: no `aud`, and a `client_id` instead.
    String accessToken(Client client, String userName, List<String> scopes) {
        return key.sign(claims(userName, "access")
                .claim("client_id", client.clientId())
                .claim("username", canonical(userName))
                .claim("scope", String.join(" ", scopes))
                .claim("version", 2)
                .build());
    }

    /// A Cognito ID token, which says who signed in and opens no API.
    String idToken(Client client, String userName, Optional<String> nonce) {
        JWTClaimsSet.Builder claims =
                claims(userName, "id").audience(client.clientId()).claim("cognito:username", canonical(userName));
        nonce.ifPresent(value -> claims.claim("nonce", value));
        return key.sign(claims.build());
    }

    /// Stable for pool and name, in every run and on every machine.
    ///
    /// @throws IllegalArgumentException where the name is no user name
    UUID subject(String userName) {
        String named = resource.poolId() + "/" + canonical(userName);
        return UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8));
    }

    /// Pools with `CaseSensitive: false` hold names in lower case.
    static String canonical(String userName) {
        if (!USER_NAME.matcher(userName).matches()) {
            throw new IllegalArgumentException("a user name is 1 to 64 letters, digits and . _ @ -");
        }
        return userName.toLowerCase(Locale.ROOT);
    }

    private JWTClaimsSet.Builder claims(String userName, String use) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new JWTClaimsSet.Builder()
                .subject(subject(userName).toString())
                .issuer(issuer.toString())
                .claim("token_use", use)
                .claim("auth_time", now.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString());
    }
}
