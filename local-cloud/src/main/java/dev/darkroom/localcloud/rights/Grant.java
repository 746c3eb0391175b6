package dev.darkroom.localcloud.rights;

/// One action upon one resource that a role's policy allows, both as the policy has them, wildcards included.
///
/// @param function whose role it is, by its physical name
public record Grant(String function, String action, String resource) {
    @Override
    public String toString() {
        return function + " " + action + " " + resource;
    }
}
