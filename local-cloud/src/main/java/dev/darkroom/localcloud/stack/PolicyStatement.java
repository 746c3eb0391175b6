package dev.darkroom.localcloud.stack;

import java.util.List;

/// One Allow statement of a function's execution role.
///
/// @param actions such as `s3:GetObject`, with `*` and `?` as IAM reads them
/// @param resources ARNs, with `*` and `?` as IAM reads them
public record PolicyStatement(Origin origin, List<String> actions, List<String> resources) {
    /// Who asked for a statement.
    public enum Origin {
        /// The template, in the function's `Policies`.
        TEMPLATE,
        /// SAM, for what the function's events and destinations need.
        SAM
    }

    public PolicyStatement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    /// A statement of the template's.
    public PolicyStatement(List<String> actions, List<String> resources) {
        this(Origin.TEMPLATE, actions, resources);
    }
}
