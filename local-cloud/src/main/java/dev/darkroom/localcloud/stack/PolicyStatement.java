package dev.darkroom.localcloud.stack;

import java.util.List;

/// One Allow statement of a function's execution role.
///
/// @param actions such as `s3:GetObject`, with `*` as IAM reads it
/// @param resources ARNs, with `*` as IAM reads it
public record PolicyStatement(List<String> actions, List<String> resources) {
    public PolicyStatement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }
}
