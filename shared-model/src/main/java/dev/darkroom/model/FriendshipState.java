package dev.darkroom.model;

/// What one user is to another, seen from the one whose row it is.
public enum FriendshipState {
    REQUESTED_OUT,
    REQUESTED_IN,
    ACCEPTED,
    BLOCKED
}
