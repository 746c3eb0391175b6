package dev.darkroom.localcloud.rights;

import java.util.Locale;

/// A right that a caller does not have.
/// Source: Troubleshoot access denied error messages,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
///
/// @param principal the caller's ARN
public record Denial(String principal, Right right) {
    /// What the service tells the caller. Services differ in how they write an action, and S3 puts the resource in
    /// quotation marks.
    public String message() {
        String action = right.action();
        String resource = right.resource();
        switch (action.substring(0, action.indexOf(':'))) {
            case "s3" -> resource = '"' + resource + '"';
            case "sns" -> action = "SNS" + action.substring("sns".length());
            case "sqs" -> action = action.toLowerCase(Locale.ROOT);
            default -> {
                // As it is.
            }
        }
        return "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                .formatted(principal, action, resource, action);
    }
}
