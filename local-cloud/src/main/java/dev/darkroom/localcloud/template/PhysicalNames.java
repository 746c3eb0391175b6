package dev.darkroom.localcloud.template;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Names and ids for what the template leaves unnamed: made of stack and logical id alone, so that every run has the
/// same. CloudFormation adds random characters; nothing here needs them.
record PhysicalNames(StackParameters parameters) {
    /// Stack name and logical id, cut and marked with a hash where it would be too long.
    String named(String logicalId, int maximumLength) {
        String name = parameters.name() + "-" + logicalId;
        return name.length() <= maximumLength
                ? name
                : name.substring(0, maximumLength - 9) + "-" + letters(logicalId, 8);
    }

    /// As Cognito writes pool ids: the region, an underscore and nine letters or digits.
    String userPoolId(String logicalId) {
        return parameters.region() + "_" + letters(logicalId, 9);
    }

    /// As Cognito writes client ids: 26 lower-case letters or digits.
    String clientId(String logicalId) {
        return letters(logicalId, 26);
    }

    /// As API Gateway writes API ids: ten lower-case letters or digits.
    String apiId(String logicalId) {
        return letters(logicalId, 10);
    }

    private String letters(String logicalId, int count) {
        String named = parameters.accountId() + "/" + parameters.name() + "/" + logicalId;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash).toString(36).substring(0, count);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
