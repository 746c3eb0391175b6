package dev.darkroom.localcloud.rights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What S3's operations need, by method, path and query. Deleting many objects and uploads by a form name their keys
/// in the body, so S3 asks for those when it gets there.
/// Source: Required permissions for Amazon S3 API operations,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>
public final class S3Rights {
    private static final String ARN = "arn:aws:s3:::";
    private static final String UNKNOWN = "s3:*";

    private S3Rights() {}

    /// The right to a bucket's listing, without which a missing key is not told from one that is not the caller's.
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
    public static Right list(String bucket) {
        return new Right("s3:ListBucket", ARN + bucket);
    }

    /// A right upon an object.
    ///
    /// @param action such as `s3:DeleteObject`
    public static Right object(String action, String bucket, String key) {
        return new Right(action, ARN + bucket + "/" + key);
    }

    /// What a request needs by what stands before its body.
    public static List<Right> needed(ApiRequest request) {
        String[] path = request.path().split("/", 3);
        String bucket = path.length > 1 ? NeededRights.decoded(path[1]) : "";
        String key = path.length > 2 ? NeededRights.decoded(path[2]) : "";
        Set<String> query = names(request.query());
        if (bucket.isEmpty()) {
            return List.of(new Right("s3:ListAllMyBuckets", "*"));
        }
        if (key.isEmpty()) {
            return bucket(request.method(), query).stream()
                    .map(action -> new Right(action, ARN + bucket))
                    .toList();
        }
        List<Right> rights = new ArrayList<>();
        rights.add(object(action(request.method(), query), bucket, key));
        if (request.method().equals("PUT") || request.method().equals("POST")) {
            addForHeaders(rights, request.headers(), bucket, key);
        }
        return rights;
    }

    private static List<String> bucket(String method, Set<String> query) {
        return switch (method) {
            case "GET", "HEAD" -> {
                if (query.contains("uploads")) {
                    yield List.of("s3:ListBucketMultipartUploads");
                }
                if (query.contains("location")) {
                    yield List.of("s3:GetBucketLocation");
                }
                if (query.contains("versions")) {
                    yield List.of("s3:ListBucketVersions");
                }
                yield List.of(isSubresource(query) ? UNKNOWN : "s3:ListBucket");
            }
            case "PUT" -> List.of(isSubresource(query) ? UNKNOWN : "s3:CreateBucket");
            case "DELETE" -> List.of(isSubresource(query) ? UNKNOWN : "s3:DeleteBucket");
            // Several deletions, or a form.
            case "POST" -> List.of();
            default -> List.of(UNKNOWN);
        };
    }

    private static String action(String method, Set<String> query) {
        boolean multipart = query.contains("uploadId") || query.contains("uploads");
        if (query.contains("acl")) {
            return method.equals("PUT") ? "s3:PutObjectAcl" : "s3:GetObjectAcl";
        }
        if (!multipart && isSubresource(query)) {
            return UNKNOWN;
        }
        return switch (method) {
            case "GET" -> multipart ? "s3:ListMultipartUploadParts" : "s3:GetObject";
            case "HEAD" -> "s3:GetObject";
            case "DELETE" -> multipart ? "s3:AbortMultipartUpload" : "s3:DeleteObject";
            case "PUT", "POST" -> "s3:PutObject";
            default -> UNKNOWN;
        };
    }

    /// Subresources that this page has no action for.
    private static boolean isSubresource(Set<String> query) {
        return query.stream()
                .anyMatch(Set.of(
                        "accelerate",
                        "acl",
                        "analytics",
                        "attributes",
                        "cors",
                        "encryption",
                        "inventory",
                        "legal-hold",
                        "lifecycle",
                        "logging",
                        "metrics",
                        "notification",
                        "object-lock",
                        "ownershipControls",
                        "policy",
                        "policyStatus",
                        "publicAccessBlock",
                        "replication",
                        "requestPayment",
                        "restore",
                        "retention",
                        "select",
                        "tagging",
                        "torrent",
                        "versioning",
                        "website")::contains);
    }

    private static void addForHeaders(List<Right> rights, ApiRequest.Headers headers, String bucket, String key) {
        String source = headers.get("x-amz-copy-source");
        if (source != null) {
            String decoded = NeededRights.decoded(source.split("\\?", 2)[0]);
            rights.add(new Right("s3:GetObject", ARN + (decoded.startsWith("/") ? decoded.substring(1) : decoded)));
        }
        if (headers.get("x-amz-acl") != null) {
            rights.add(object("s3:PutObjectAcl", bucket, key));
        }
        if (headers.get("x-amz-tagging") != null) {
            rights.add(object("s3:PutObjectTagging", bucket, key));
        }
    }

    private static Set<String> names(String query) {
        var names = new HashSet<String>();
        Arrays.stream(query.split("&", -1))
                .map(pair -> NeededRights.decoded(pair.split("=", 2)[0]))
                .forEach(names::add);
        return names;
    }
}
