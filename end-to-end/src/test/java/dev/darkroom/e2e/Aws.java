package dev.darkroom.e2e;

import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The AWS side of a cloud, for what no user of the API can see or do.
record Aws(CloudResources resources, DynamoDbClient dynamoDb, S3Client s3, SqsClient sqs, LambdaClient lambda)
        implements AutoCloseable {
    private static final int BATCH_GET = 100;
    private static final int BATCH_WRITE = 25;

    static Aws of(CloudResources resources) {
        return new Aws(
                resources,
                SdkClients.of(DynamoDbClient.builder(), resources),
                SdkClients.of(S3Client.builder().forcePathStyle(true), resources),
                SdkClients.of(SqsClient.builder(), resources),
                SdkClients.of(LambdaClient.builder(), resources));
    }

    /// The keys below a prefix.
    List<String> keys(String bucketLogicalId, String prefix) {
        return s3
                .listObjectsV2(request ->
                        request.bucket(resources.name(bucketLogicalId)).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    void put(String bucketLogicalId, String key, byte[] content) {
        s3.putObject(
                request -> request.bucket(resources.name(bucketLogicalId)).key(key), RequestBody.fromBytes(content));
    }

    void delete(String bucketLogicalId, String key) {
        s3.deleteObject(
                request -> request.bucket(resources.name(bucketLogicalId)).key(key));
    }

    /// All rows of a user's feed, visible or not.
    List<Map<String, AttributeValue>> feedRows(String userId) {
        return dynamoDb.query(request -> request.tableName(resources.name("FeedsTable"))
                        .consistentRead(true)
                        .keyConditionExpression("userId = :user")
                        .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(userId))))
                .items();
    }

    /// Those of the users whose feed has the row.
    List<String> feedsWith(String row, List<String> userIds) {
        String table = resources.name("FeedsTable");
        List<String> found = new ArrayList<>();
        for (int from = 0; from < userIds.size(); from += BATCH_GET) {
            List<Map<String, AttributeValue>> keys =
                    userIds.subList(from, Math.min(from + BATCH_GET, userIds.size())).stream()
                            .map(user -> Map.of("userId", AttributeValue.fromS(user), "row", AttributeValue.fromS(row)))
                            .toList();
            dynamoDb.batchGetItem(request -> request.requestItems(Map.of(
                            table,
                            KeysAndAttributes.builder()
                                    .keys(keys)
                                    .consistentRead(true)
                                    .build())))
                    .responses()
                    .getOrDefault(table, List.of())
                    .forEach(item ->
                            found.add(Objects.requireNonNull(item.get("userId")).s()));
        }
        return found;
    }

    /// Puts items, as many as there are.
    void write(String tableLogicalId, List<Map<String, AttributeValue>> items) {
        List<WriteRequest> puts = items.stream()
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        for (int from = 0; from < puts.size(); from += BATCH_WRITE) {
            Map<String, List<WriteRequest>> left = Map.of(
                    resources.name(tableLogicalId), puts.subList(from, Math.min(from + BATCH_WRITE, puts.size())));
            while (!left.isEmpty()) {
                Map<String, List<WriteRequest>> writing = left;
                left = dynamoDb.batchWriteItem(request -> request.requestItems(writing))
                        .unprocessedItems();
            }
        }
    }

    Map<String, AttributeValue> photo(String ownerId, String photoId) {
        return dynamoDb.getItem(request -> request.tableName(resources.name("PhotosTable"))
                        .consistentRead(true)
                        .key(Map.of(
                                "ownerId", AttributeValue.fromS(ownerId), "photoId", AttributeValue.fromS(photoId))))
                .item();
    }

    /// How many messages a queue holds, those included that someone has received and not deleted.
    int messages(String queueLogicalId) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(resources.name(queueLogicalId))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    String queueArn(String queueLogicalId) {
        return Objects.requireNonNull(sqs.getQueueAttributes(request ->
                        request.queueUrl(resources.name(queueLogicalId)).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN));
    }

    @Override
    public void close() {
        dynamoDb.close();
        s3.close();
        sqs.close();
        lambda.close();
    }
}
