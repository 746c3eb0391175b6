package dev.darkroom.localcloud.template;

import java.net.URI;
import java.util.Map;

/// What a template is read with.
///
/// @param name the stack's name: lower case letters, digits and hyphens, since bucket names are built of it
/// @param region such as `us-east-1`
/// @param accountId 12 digits
/// @param awsEndpoint what queue URLs start with
/// @param apiEndpoint what `ApiEndpoint` of an HTTP API is
/// @param overrides values of the template's parameters, instead of their defaults
public record StackParameters(
        String name, String region, String accountId, URI awsEndpoint, URI apiEndpoint, Map<String, String> overrides) {
    public StackParameters {
        overrides = Map.copyOf(overrides);
        if (!name.matches("[a-z][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException("a stack's name is lower case letters, digits and hyphens: " + name);
        }
        if (!accountId.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("an account id has 12 digits: " + accountId);
        }
    }
}
