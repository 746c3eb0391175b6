package dev.darkroom.localcloud.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededRightsTest {
    private static final Rights RIGHTS = new Rights("eu-central-1", "111122223333", Map.of());
    private static final String DYNAMODB = "arn:aws:dynamodb:eu-central-1:111122223333:table/";
    private static final String SQS = "arn:aws:sqs:eu-central-1:111122223333:";

    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html>
    @Test
    void aQueryNeedsTheTableOrTheIndexAlone() {
        assertThat(dynamoDb("Query", "{'TableName':'T'}")).containsExactly(new Right("dynamodb:Query", DYNAMODB + "T"));
        assertThat(dynamoDb("Query", "{'TableName':'T','IndexName':'I'}"))
                .containsExactly(new Right("dynamodb:Query", DYNAMODB + "T/index/I"));
        assertThat(dynamoDb("GetItem", "{'TableName':'" + DYNAMODB + "T'}"))
                .containsExactly(new Right("dynamodb:GetItem", DYNAMODB + "T"));
        assertThat(dynamoDb("ListTables", "{}")).containsExactly(new Right("dynamodb:ListTables", "*"));
    }

    @Test
    void aBatchNeedsItsOwnActionUponEachTable() {
        assertThat(dynamoDb("BatchWriteItem", "{'RequestItems':{'A':[{'PutRequest':{}}],'B':[{'DeleteRequest':{}}]}}"))
                .containsExactly(
                        new Right("dynamodb:BatchWriteItem", DYNAMODB + "A"),
                        new Right("dynamodb:BatchWriteItem", DYNAMODB + "B"));
        assertThat(dynamoDb("BatchGetItem", "{'RequestItems':{'A':{'Keys':[]}}}"))
                .containsExactly(new Right("dynamodb:BatchGetItem", DYNAMODB + "A"));
    }

    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html>
    @Test
    void aTransactionNeedsTheActionOfEachItem() {
        assertThat(dynamoDb(
                        "TransactWriteItems",
                        "{'TransactItems':[{'Put':{'TableName':'A'}},{'Update':{'TableName':'A'}},"
                                + "{'Delete':{'TableName':'B'}},{'ConditionCheck':{'TableName':'B'}},"
                                + "{'Put':{'TableName':'A'}}]}"))
                .containsExactly(
                        new Right("dynamodb:PutItem", DYNAMODB + "A"),
                        new Right("dynamodb:UpdateItem", DYNAMODB + "A"),
                        new Right("dynamodb:DeleteItem", DYNAMODB + "B"),
                        new Right("dynamodb:ConditionCheckItem", DYNAMODB + "B"));
        assertThat(dynamoDb("TransactGetItems", "{'TransactItems':[{'Get':{'TableName':'A'}}]}"))
                .containsExactly(new Right("dynamodb:GetItem", DYNAMODB + "A"));
    }

    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html>
    @Test
    void aStreamIsItsOwnResourceWhateverRegionTheBackendNames() {
        String stream = "arn:aws:dynamodb:ddblocal:000000000000:table/T/stream/2026-01-01T00:00:00.000";
        assertThat(dynamoDb("DescribeStream", "{'StreamArn':'" + stream + "'}"))
                .containsExactly(new Right("dynamodb:DescribeStream", DYNAMODB + "T/stream/2026-01-01T00:00:00.000"));
        assertThat(dynamoDb("GetRecords", "{'ShardIterator':'000|" + stream + "|c2hhcmQ='}"))
                .containsExactly(new Right("dynamodb:GetRecords", DYNAMODB + "T/stream/2026-01-01T00:00:00.000"));
        assertThat(dynamoDb("ListStreams", "{'TableName':'T'}"))
                .containsExactly(new Right("dynamodb:ListStreams", DYNAMODB + "T/stream/*"));
    }

    @Test
    void whatIsNotUnderstoodNeedsWhatNoNarrowPolicyAllows() {
        assertThat(dynamoDb("GetItem", "no JSON")).containsExactly(new Right("dynamodb:GetItem", DYNAMODB));
        assertThat(dynamoDb("ExecuteStatement", "{'Statement':'SELECT * FROM T'}"))
                .containsExactly(new Right("dynamodb:PartiQL*", DYNAMODB + "*"));
        assertThat(RIGHTS.needed("kinesis", request("POST", "/", "", Map.of(), "")))
                .containsExactly(new Right("kinesis:*", "*"));
        assertThat(s3("GET /b?website")).containsExactly(new Right("s3:*", "arn:aws:s3:::b"));
    }

    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html>
    @ParameterizedTest
    @CsvSource({
        "SendMessage, sqs:SendMessage",
        "SendMessageBatch, sqs:SendMessage",
        "DeleteMessageBatch, sqs:DeleteMessage",
        "ChangeMessageVisibilityBatch, sqs:ChangeMessageVisibility",
        "ReceiveMessage, sqs:ReceiveMessage"
    })
    void aBatchOfMessagesNeedsTheSingleAction(String operation, String action) {
        String url = "http://127.0.0.1:8081/111122223333/q";
        assertThat(sqs(operation, "{'QueueUrl':'" + url + "'}")).containsExactly(new Right(action, SQS + "q"));
        assertThat(RIGHTS.needed(
                        "sqs",
                        request(
                                "POST",
                                "/",
                                "",
                                Map.of(),
                                "Action=" + operation + "&QueueUrl=" + url.replace("/", "%2F"))))
                .containsExactly(new Right(action, SQS + "q"));
        assertThat(RIGHTS.needed("sqs", request("GET", "/111122223333/q", "Action=" + operation, Map.of(), "")))
                .containsExactly(new Right(action, SQS + "q"));
    }

    @Test
    void aQueueIsAlsoFoundByItsNameAndAMoveByItsSource() {
        assertThat(sqs("GetQueueUrl", "{'QueueName':'q'}")).containsExactly(new Right("sqs:GetQueueUrl", SQS + "q"));
        assertThat(sqs("StartMessageMoveTask", "{'SourceArn':'" + SQS + "q'}"))
                .containsExactly(new Right("sqs:StartMessageMoveTask", SQS + "q"));
        assertThat(sqs("ListQueues", "{}")).containsExactly(new Right("sqs:ListQueues", "*"));
    }

    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html>
    @ParameterizedTest
    @CsvSource({"Publish, TopicArn", "Publish, TargetArn", "PublishBatch, TopicArn"})
    void publishingNeedsTheTopic(String operation, String parameter) {
        assertThat(RIGHTS.needed(
                        "sns",
                        request("POST", "/", "", Map.of(), "Action=" + operation + "&" + parameter + "=arn%3At")))
                .containsExactly(new Right("sns:Publish", "arn:t"));
    }

    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html>
    @ParameterizedTest
    @CsvSource({
        "POST /2015-03-31/functions/f/invocations, lambda:InvokeFunction, function:f",
        "POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-central-1%3A111122223333%3Afunction%3Af/invocations, "
                + "lambda:InvokeFunction, function:f",
        "GET /2015-03-31/functions/f, lambda:GetFunction, function:f",
        "GET /2015-03-31/functions/f/configuration, lambda:GetFunctionConfiguration, function:f",
        "DELETE /2015-03-31/functions/f, lambda:*, function:f",
    })
    void aFunctionIsItsOwnResource(String line, String action, String resource) {
        String[] parts = line.split(" ", 2);
        assertThat(RIGHTS.needed("lambda", request(parts[0], parts[1], "", Map.of(), "{}")))
                .containsExactly(new Right(action, "arn:aws:lambda:eu-central-1:111122223333:" + resource));
    }

    @Test
    void anyoneMayAskWhoTheyAre() {
        assertThat(RIGHTS.needed("sts", request("POST", "/", "", Map.of(), "Action=GetCallerIdentity")))
                .isEmpty();
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>
    @ParameterizedTest
    @CsvSource({
        "GET /, s3:ListAllMyBuckets, *",
        "HEAD /b, s3:ListBucket, arn:aws:s3:::b",
        "GET /b?list-type=2&prefix=o/, s3:ListBucket, arn:aws:s3:::b",
        "GET /b/?location, s3:GetBucketLocation, arn:aws:s3:::b",
        "GET /b?uploads, s3:ListBucketMultipartUploads, arn:aws:s3:::b",
        "PUT /b, s3:CreateBucket, arn:aws:s3:::b",
        "DELETE /b, s3:DeleteBucket, arn:aws:s3:::b",
        "GET /b/o/k, s3:GetObject, arn:aws:s3:::b/o/k",
        "HEAD /b/o/k, s3:GetObject, arn:aws:s3:::b/o/k",
        "GET /b/a%20%2F%25, s3:GetObject, arn:aws:s3:::b/a /%",
        "PUT /b/k?X-Amz-Signature=0, s3:PutObject, arn:aws:s3:::b/k",
        "DELETE /b/k, s3:DeleteObject, arn:aws:s3:::b/k",
        "POST /b/k?uploads, s3:PutObject, arn:aws:s3:::b/k",
        "PUT /b/k?partNumber=1&uploadId=u, s3:PutObject, arn:aws:s3:::b/k",
        "POST /b/k?uploadId=u, s3:PutObject, arn:aws:s3:::b/k",
        "GET /b/k?uploadId=u, s3:ListMultipartUploadParts, arn:aws:s3:::b/k",
        "DELETE /b/k?uploadId=u, s3:AbortMultipartUpload, arn:aws:s3:::b/k",
        "PUT /b/k?acl, s3:PutObjectAcl, arn:aws:s3:::b/k",
    })
    void anObjectRequestNeedsItsAction(String line, String action, String resource) {
        assertThat(s3(line)).containsExactly(new Right(action, resource));
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
    @Test
    void aCopyAlsoReadsItsSource() {
        assertThat(S3Rights.needed(
                        request("PUT", "/b/k", "", Map.of("x-amz-copy-source", "/src/a%20b?versionId=1"), "")))
                .containsExactly(
                        new Right("s3:PutObject", "arn:aws:s3:::b/k"),
                        new Right("s3:GetObject", "arn:aws:s3:::src/a b"));
        assertThat(S3Rights.needed(request("PUT", "/b/k", "", Map.of("x-amz-acl", "public-read"), "")))
                .contains(new Right("s3:PutObjectAcl", "arn:aws:s3:::b/k"));
    }

    private static List<Right> dynamoDb(String operation, String json) {
        String prefix = operation.contains("Stream") || operation.equals("GetRecords") ? "DynamoDBStreams" : "DynamoDB";
        return RIGHTS.needed(
                "dynamodb",
                request(
                        "POST",
                        "/",
                        "",
                        Map.of("X-Amz-Target", prefix + "_20120810." + operation),
                        json.replace('\'', '"')));
    }

    private static List<Right> sqs(String operation, String json) {
        return RIGHTS.needed(
                "sqs",
                request("POST", "/", "", Map.of("X-Amz-Target", "AmazonSQS." + operation), json.replace('\'', '"')));
    }

    private static List<Right> s3(String line) {
        String[] parts = line.split("[ ?]", 3);
        return S3Rights.needed(request(parts[0], parts[1], parts.length > 2 ? parts[2] : "", Map.of(), ""));
    }

    private static ApiRequest request(
            String method, String path, String query, Map<String, String> headers, String body) {
        return new ApiRequest(method, path, query, headers::get, body.getBytes(StandardCharsets.UTF_8));
    }
}
