package dev.darkroom.localcloud.endpoint;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.localcloud.faults.ServiceError;
import dev.darkroom.localcloud.rights.Denial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// An error of the endpoint itself, in the shape of the service that was called: JSON with `__type`, or for S3 and the
/// query protocol XML.
/// Source: Common error types,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html>,
/// <https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html>; for codes in SQS's JSON protocol
/// <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>
///
/// @param jsonCode the error's name in JSON protocols
/// @param xmlCode its name in the query protocol
/// @param status what services but DynamoDB answer
record Refusal(String jsonCode, String xmlCode, int status, String message) {
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9 -]");
    private static final String DYNAMODB = "dynamodb";
    private static final String S3 = "s3";
    private static final String SNS = "sns";
    private static final String SQS = "sqs";

    static Refusal unknownAccessKey() {
        return new Refusal(
                "UnrecognizedClientException",
                "InvalidClientTokenId",
                403,
                "The security token included in the request is invalid.");
    }

    static Refusal signatureMismatch() {
        return new Refusal(
                "InvalidSignatureException",
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method.");
    }

    static Refusal signatureExpired() {
        return new Refusal(
                "InvalidSignatureException",
                "SignatureDoesNotMatch",
                403,
                "Signature expired: the request was signed more than 15 minutes from now.");
    }

    static Refusal accessDenied(String service, Denial denial) {
        return new Refusal(
                "AccessDeniedException",
                service.equals(SNS) ? "AuthorizationError" : "AccessDenied",
                403,
                denial.message());
    }

    static Refusal tooLarge(int maximumBytes) {
        return new Refusal(
                "RequestEntityTooLargeException",
                "RequestEntityTooLarge",
                413,
                "Request must be smaller than " + maximumBytes + " bytes.");
    }

    /// @param service as the request calls it, which may be anything
    static Refusal noSuchService(String service) {
        String name = NO_NAME.matcher(service).replaceAll("?");
        return new Refusal(
                "UnknownOperationException", "InvalidAction", 501, "The local cloud has no service " + name + ".");
    }

    static Refusal unavailable(String service) {
        return new Refusal(
                "ServiceUnavailableException", "ServiceUnavailable", 503, "The service " + service + " is not ready.");
    }

    static Refusal onPurpose(ServiceError error) {
        return new Refusal(error.jsonCode(), error.xmlCode(), error.status(), error.message());
    }

    /// S3's own answer to headers that change what a request means and that its signature does not cover.
    static void answerUnsignedHeaders(List<String> names, Response response, Callback callback) {
        new Refusal(
                        "AccessDenied",
                        "AccessDenied",
                        403,
                        "There were headers present in the request which were not signed")
                .answerAsS3(
                        "<HeadersNotSigned>" + String.join(", ", names) + "</HeadersNotSigned>", response, callback);
    }

    private void answerAsS3(String details, Response response, Callback callback) {
        String body = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>%s</Message>%s<RequestId>%s</RequestId></Error>
                """.formatted(xmlCode, message, details, UUID.randomUUID());
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }

    void answer(String service, Request request, Response response, Callback callback) {
        if (service.equals(S3)) {
            answerAsS3("", response, callback);
            return;
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean query = type != null && type.startsWith("application/x-www-form-urlencoded");
        // DynamoDB says 400 to whoever may not call it.
        response.setStatus(service.equals(DYNAMODB) && status == 403 ? 400 : status);
        String requestId = UUID.randomUUID().toString();
        response.getHeaders().put("x-amzn-RequestId", requestId);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, query ? "text/xml" : "application/x-amz-json-1.0");
        if (!query) {
            response.getHeaders().put("x-amzn-ErrorType", jsonCode);
            if (service.equals(SQS)) {
                // Its SDKs still know errors by the codes of its older protocol.
                response.getHeaders().put("x-amzn-query-error", xmlCode + ";Sender");
            }
        }
        String body = query
                ? xml(requestId)
                : "{\"__type\":\"" + jsonCode + "\",\"message\":" + TextNode.valueOf(message) + "}";
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private String xml(String requestId) {
        String text = message.replace("&", "&amp;").replace("<", "&lt;");
        return """
                <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
                <RequestId>%s</RequestId></ErrorResponse>""".formatted(xmlCode, text, requestId);
    }
}
