package dev.darkroom.thumbnail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, in lower-case hex.
final class Digests {
    private static final int SHORT_DIGITS = 16;

    private Digests() {}

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// The first 16 digits: enough to tell an owner's files and the few recipes apart.
    static String shortened(String digest) {
        return digest.substring(0, SHORT_DIGITS);
    }
}
