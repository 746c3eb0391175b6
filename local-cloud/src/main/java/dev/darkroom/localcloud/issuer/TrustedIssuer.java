package dev.darkroom.localcloud.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;

/// An issuer of tokens, and the public keys that its signatures are checked with.
///
/// @param issuer the `iss` claim, exactly
/// @param keys public RSA keys with key ids
public record TrustedIssuer(URI issuer, JWKSet keys) {
    public TrustedIssuer {
        keys = keys.toPublicJWKSet();
    }
}
