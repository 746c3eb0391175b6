package dev.darkroom.localcloud.rights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What DynamoDB's operations need: batches their own action upon each table, transactions the single action of each
/// item, queries of an index the index alone.
/// Sources: Actions, resources, and condition keys for Amazon DynamoDB,
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html>; Using IAM with
/// DynamoDB transactions,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html>
final class DynamoDbRights {
    private static final String SERVICE = "dynamodb:";

    private DynamoDbRights() {}

    static List<Right> of(String operation, JsonNode request, Arns arns) {
        return switch (operation) {
            case "Query", "Scan" -> List.of(new Right(SERVICE + operation, tableOrIndex(request, arns)));
            case "BatchGetItem", "BatchWriteItem" -> batch(operation, request, arns);
            case "TransactGetItems", "TransactWriteItems" -> transaction(request, arns);
            case "DescribeStream", "GetShardIterator" ->
                List.of(new Right(SERVICE + operation, arns.stream(text(request, "StreamArn"))));
            case "GetRecords" -> List.of(new Right(SERVICE + operation, arns.stream(text(request, "ShardIterator"))));
            case "ListStreams" ->
                List.of(new Right(SERVICE + operation, arns.stream(":table/" + tableOrAny(request) + "/stream/*")));
            case "ListTables", "DescribeLimits", "DescribeEndpoints" -> List.of(new Right(SERVICE + operation, "*"));
            // Its actions and tables stand in a text of its own language, which is not read here.
            case "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction" ->
                List.of(new Right(SERVICE + "PartiQL*", arns.table("*")));
            default -> List.of(new Right(SERVICE + operation, arns.table(text(request, "TableName"))));
        };
    }

    private static String tableOrIndex(JsonNode request, Arns arns) {
        String table = arns.table(text(request, "TableName"));
        return request.hasNonNull("IndexName") ? table + "/index/" + text(request, "IndexName") : table;
    }

    private static String tableOrAny(JsonNode request) {
        return request.hasNonNull("TableName") ? text(request, "TableName") : "*";
    }

    private static List<Right> batch(String operation, JsonNode request, Arns arns) {
        List<Right> rights = new ArrayList<>();
        request.path("RequestItems")
                .fieldNames()
                .forEachRemaining(table -> rights.add(new Right(SERVICE + operation, arns.table(table))));
        return rights;
    }

    private static List<Right> transaction(JsonNode request, Arns arns) {
        List<Right> rights = new ArrayList<>();
        for (JsonNode item : request.path("TransactItems")) {
            item.properties()
                    .forEach(action -> rights.add(new Right(
                            SERVICE + action.getKey() + "Item", arns.table(text(action.getValue(), "TableName")))));
        }
        return rights.stream().distinct().toList();
    }

    private static String text(JsonNode request, String name) {
        return request.path(name).asText();
    }
}
