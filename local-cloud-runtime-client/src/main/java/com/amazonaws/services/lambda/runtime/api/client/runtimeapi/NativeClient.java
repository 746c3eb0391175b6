package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// The part of AWS's runtime interface client that crosses into native code, without native code: the official class
/// has libraries for Linux only, and unpacks them to one path for all processes.
/// Source: Using the Lambda runtime API, <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>
///
/// It also ends the process with the one that started it.
final class NativeClient {
    /// Written on a line of its own each time the function has ended an event: what was written before belongs to it.
    private static final byte[] IDLE = "\u001edarkroom-idle\n".getBytes(StandardCharsets.US_ASCII);

    private static String invocations = "";

    private NativeClient() {}

    /// Names the API, before anything else happens.
    ///
    /// @param runtimeApi host, port and path of the runtime API
    static void init(String runtimeApi) {
        invocations = "http://" + runtimeApi + "/2018-06-01/runtime/invocation/";
        Thread.ofPlatform().daemon().name("parent").start(NativeClient::followParent);
    }

    /// Waits for the next event.
    static InvocationRequest next() {
        try {
            System.out.write(IDLE);
            System.out.flush();
            var connection = open("next");
            var request = new InvocationRequest();
            request.setContent(connection.getInputStream().readAllBytes());
            request.setId(connection.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
            request.setInvokedFunctionArn(connection.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
            request.setDeadlineTimeInMs(connection.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", 0));
            request.setXrayTraceId(connection.getHeaderField("Lambda-Runtime-Trace-Id"));
            request.setClientContext(connection.getHeaderField("Lambda-Runtime-Client-Context"));
            request.setCognitoIdentity(connection.getHeaderField("Lambda-Runtime-Cognito-Identity"));
            return request;
        } catch (IOException e) {
            throw new UncheckedIOException("the runtime API gave no event", e);
        }
    }

    static void postInvocationResponse(byte[] requestId, byte[] response) {
        try {
            var connection = open(new String(requestId, StandardCharsets.US_ASCII) + "/response");
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(response.length);
            connection.setRequestProperty("Content-Type", "application/json");
            try (var body = connection.getOutputStream()) {
                body.write(response);
            }
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the runtime API did not take the response", e);
        }
    }

    private static HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) URI.create(invocations + path).toURL().openConnection();
    }

    /// Standard input ends when the parent does, however it does; a byte on it asks for memory back.
    private static void followParent() {
        try {
            while (System.in.read() >= 0) {
                System.gc();
            }
        } catch (IOException e) {
            // As good as the end of input.
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
