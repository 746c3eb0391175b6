package dev.darkroom.localcloud.issuer;

import dev.darkroom.localcloud.stack.UserPoolResource.Client;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The codes that the login page hands out: each is good once, for five minutes, with the verifier of its challenge.
/// Kept in memory; a restart forgets those not yet used.
/// Source: Proof Key for Code Exchange, <https://www.rfc-editor.org/rfc/rfc7636>
final class AuthorizationCodes {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    AuthorizationCodes(InstantSource clock) {
        this.clock = clock;
    }

    /// What a code stands for.
    ///
    /// @param challenge base64url of the verifier's SHA-256
    record Grant(
            String issuer,
            Client client,
            String userName,
            List<String> scopes,
            String redirectUri,
            String challenge,
            Optional<String> nonce) {}

    private record Issued(Grant grant, Instant expires) {}

    String issue(Grant grant) {
        Instant now = clock.instant();
        issued.values().removeIf(code -> code.expires().isBefore(now));
        String code = UUID.randomUUID().toString();
        issued.put(code, new Issued(grant, now.plus(LIFETIME)));
        return code;
    }

    /// Takes the code out of use, and gives its grant where pool, client, address and verifier are those of its
    /// beginning.
    Optional<Grant> redeem(String code, String issuer, String clientId, String redirectUri, String verifier) {
        Issued known = issued.remove(code);
        return Optional.ofNullable(known)
                .filter(one -> one.expires().isAfter(clock.instant()))
                .map(Issued::grant)
                .filter(grant -> grant.issuer().equals(issuer)
                        && grant.client().clientId().equals(clientId)
                        && grant.redirectUri().equals(redirectUri)
                        && grant.challenge().equals(challenge(verifier)));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
