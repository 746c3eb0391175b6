package dev.darkroom.http;

import dev.darkroom.model.UserId;

/// Who asks, by the access token that the API's authorizer has checked.
///
/// @param name the user pool's user name; what the user is called until they choose otherwise
public record Caller(UserId userId, String name) {}
