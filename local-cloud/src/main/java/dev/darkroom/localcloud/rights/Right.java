package dev.darkroom.localcloud.rights;

/// An action upon a resource, as IAM knows them.
/// Source: Actions, resources, and condition keys for AWS services,
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html>
///
/// @param action such as `s3:GetObject`
/// @param resource its ARN; `*` for an action upon no resource in particular
public record Right(String action, String resource) {}
