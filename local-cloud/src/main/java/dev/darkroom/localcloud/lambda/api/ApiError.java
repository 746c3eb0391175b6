package dev.darkroom.localcloud.lambda.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An error as Lambda's REST API answers it: the code in a header, the rest as JSON.
/// Source: Invoke, Errors, <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors>
final class ApiError extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient ObjectNode body;

    private ApiError(int status, String code, String message, ObjectNode body) {
        super(message);
        this.status = status;
        this.code = code;
        this.body = body;
    }

    static ApiError noSuchFunction(String arn) {
        return user(404, "ResourceNotFoundException", "Function not found: " + arn);
    }

    static ApiError notJson(String why) {
        return user(400, "InvalidRequestContentException", "Could not parse request body into json: " + why);
    }

    static ApiError invalidParameter(String message) {
        return user(400, "InvalidParameterValueException", message);
    }

    static ApiError tooLarge(int limitBytes) {
        return user(
                413,
                "RequestTooLargeException",
                "Request must be smaller than " + limitBytes + " bytes for the InvokeFunction operation");
    }

    static ApiError throttled() {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded")
                .put("Type", "User")
                .put("message", "Rate Exceeded.");
        return new ApiError(429, "TooManyRequestsException", "Rate Exceeded.", body);
    }

    static ApiError recursive() {
        return user(
                400,
                "RecursiveInvocationException",
                "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services"
                        + " resources and stopped your function's invocation.");
    }

    static ApiError unknownOperation(String request) {
        return user(
                404,
                "UnknownOperationException",
                request + " is not part of this Lambda: it knows Invoke, ListFunctions, GetFunction,"
                        + " GetFunctionConfiguration, GetFunctionConcurrency, GetFunctionEventInvokeConfig,"
                        + " GetFunctionRecursionConfig and ListEventSourceMappings");
    }

    static ApiError service(String message) {
        return new ApiError(500, "ServiceException", message, body("Service", message));
    }

    private static ApiError user(int status, String code, String message) {
        return new ApiError(status, code, message, body("User", message));
    }

    private static ObjectNode body(String type, String message) {
        return JsonNodeFactory.instance.objectNode().put("Type", type).put("Message", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String json() {
        return body.toString();
    }
}
