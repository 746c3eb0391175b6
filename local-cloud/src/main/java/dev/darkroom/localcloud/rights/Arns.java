package dev.darkroom.localcloud.rights;

/// ARNs of one account in one region.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
record Arns(String region, String accountId) {
    private static final String TABLE = ":table/";

    /// @param table its name, or its ARN
    String table(String table) {
        return table.startsWith("arn:") ? table : of("dynamodb", "table/" + table);
    }

    /// Of a table's stream.
    ///
    /// @param stream an ARN, or something that holds one, such as a shard iterator; its region does not count
    String stream(String stream) {
        int start = stream.indexOf(TABLE);
        int end = stream.indexOf('|', Math.max(start, 0));
        return start < 0
                ? of("dynamodb", "table/*/stream/*")
                : of("dynamodb", stream.substring(start + 1, end < 0 ? stream.length() : end));
    }

    String of(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, accountId, resource);
    }
}
