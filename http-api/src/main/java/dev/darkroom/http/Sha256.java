package dev.darkroom.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash that every Java platform has.
final class Sha256 {
    private Sha256() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
