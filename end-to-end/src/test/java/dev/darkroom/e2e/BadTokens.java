package dev.darkroom.e2e;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.darkroom.client.Endpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Tokens that must open nothing, made with the pool's own key where a forger could not: read from the folder of a
/// local cloud, where nothing but a test looks.
final class BadTokens {
    private static final String SCOPES = "openid profile darkroom/photos";

    private final RSAKey key;
    private final Endpoints endpoints;

    private BadTokens(RSAKey key, Endpoints endpoints) {
        this.key = key;
        this.endpoints = endpoints;
    }

    static BadTokens of(Path dataFolder, Endpoints endpoints) throws IOException, ParseException {
        try (var files = Files.list(dataFolder.resolve("issuer"))) {
            List<Path> keys =
                    files.filter(file -> file.toString().endsWith(".jwk.json")).toList();
            return new BadTokens(RSAKey.parse(Files.readString(keys.getFirst())), endpoints);
        }
    }

    /// One that opens the API: all others differ from it in one thing.
    String good() throws JOSEException {
        return signed(claims -> claims);
    }

    /// By what is wrong with them; answered with 401.
    Map<String, String> unauthorized() throws JOSEException {
        Instant now = Instant.now();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("expired", signed(claims -> claims.expirationTime(Date.from(now.minusSeconds(1)))));
        tokens.put("without an end", signed(claims -> claims.expirationTime(null)));
        tokens.put("not valid yet", signed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60)))));
        tokens.put("issued in the future", signed(claims -> claims.issueTime(Date.from(now.plusSeconds(60)))));
        tokens.put("of another issuer", signed(claims -> claims.issuer(endpoints.issuer() + "x")));
        tokens.put("of another client", signed(claims -> claims.claim("client_id", "another")));
        tokens.put("of no client", signed(claims -> claims.claim("client_id", null)));
        tokens.put("for another audience", signed(claims -> claims.audience("another")));
        RSAKey forgers = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        tokens.put("signed by a forger", token(JWSAlgorithm.RS256, new RSASSASigner(forgers), claims().build()));
        tokens.put("signed by nobody", new PlainJWT(claims().build()).serialize());
        tokens.put("signed by nobody, three segments", new PlainJWT(claims().build()).serialize() + "e30");
        tokens.put("signed with the public key", symmetric(key.toRSAPublicKey().getEncoded()));
        tokens.put("signed with the public key's text", symmetric(publicKeyText()));
        String[] good = good().split("\\.", -1);
        String[] other =
                signed(claims -> claims.subject(UUID.randomUUID().toString())).split("\\.", -1);
        tokens.put("with other claims", good[0] + "." + other[1] + "." + good[2]);
        tokens.put("without a signature", good[0] + "." + good[1] + ".");
        for (String garbage : List.of("x", "a.b.c", "..", "e30.e30.e30", "null", "Bearer", "%00", "a.b.c.d.e")) {
            tokens.put("garbage " + garbage, garbage);
        }
        return tokens;
    }

    /// By what is wrong with them; answered with 403.
    Map<String, String> forbidden() throws JOSEException {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("without the scope", signed(claims -> claims.claim("scope", "openid profile")));
        tokens.put(
                "with a scope like it", signed(claims -> claims.claim("scope", "darkroom/photosX xdarkroom/photos")));
        tokens.put("without scopes", signed(claims -> claims.claim("scope", null)));
        tokens.put(
                "an ID token",
                signed(claims -> claims.claim("scope", null)
                        .claim("client_id", null)
                        .claim("token_use", "id")
                        .audience(endpoints.userPoolClientId())));
        return tokens;
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .subject(UUID.randomUUID().toString())
                .issuer(endpoints.issuer().toString())
                .claim("client_id", endpoints.userPoolClientId())
                .claim("username", "tokens")
                .claim("token_use", "access")
                .claim("scope", SCOPES)
                .issueTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return token(
                JWSAlgorithm.RS256,
                new RSASSASigner(key),
                change.apply(claims()).build());
    }

    private String symmetric(byte[] secret) throws JOSEException {
        return token(JWSAlgorithm.HS256, new MACSigner(secret), claims().build());
    }

    private byte[] publicKeyText() {
        return key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    }

    private String token(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
