package dev.darkroom.localcloud.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;

/// A pool's RSA key, made once and then read from its file.
record SigningKey(RSAKey key) {
    /// @throws IOException where the file cannot be read, written or understood
    static SigningKey keptIn(Path folder, String poolId) throws IOException {
        Path file = folder.resolve(poolId + ".jwk.json");
        try {
            if (Files.exists(file)) {
                return new SigningKey(RSAKey.parse(Files.readString(file)));
            }
            RSAKey made = new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            write(folder, file, made.toJSONString());
            return new SigningKey(made);
        } catch (ParseException | JOSEException unusable) {
            throw new IOException(
                    file + " is not a signing key; delete it and tokens are signed with a new one", unusable);
        }
    }

    /// A file that is there is whole: it is renamed into place.
    private static void write(Path folder, Path file, String json) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "key", ".partial"); // readable by its owner alone
        Files.writeString(partial, json);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    String sign(JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException failure) {
            throw new IllegalStateException("the pool's key does not sign", failure);
        }
        return jwt.serialize();
    }
}
