package dev.darkroom.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.ColdStart;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A function behind the HTTP API, payload 2.0: every event gets an answer and one line in the log, whatever happens.
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
public final class HttpApi {
    private static final Map<String, String> EVERY_ANSWER =
            Map.of("cache-control", "no-store", "x-content-type-options", "nosniff");

    private final Router router;
    private final Log log;
    private final CapacityMeter capacity;
    private final ColdStart coldStart = new ColdStart();

    /// An API whose requests use no table, or of which nobody asks how much.
    public HttpApi(Router router, Log log) {
        this(router, log, new CapacityMeter());
    }

    /// An API whose log says of each request what it used of DynamoDB.
    ///
    /// @param capacity what the routes' clients report to
    public HttpApi(Router router, Log log, CapacityMeter capacity) {
        this.router = router;
        this.log = log;
        this.capacity = capacity;
    }

    /// Answers one request. A refusal becomes its problem; a failure is logged once and becomes a 500 that says nothing
    /// of its cause but the request id under which the log has it.
    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        long startedAtNanos = System.nanoTime();
        String requestId = context.getAwsRequestId();
        Log requestLog = log.forRequest(requestId, context.getXrayTraceId())
                .with(Field.ROUTE.of(event.getRouteKey()), Field.COLD_START.of(coldStart.isFirst()));
        Answer answer;
        try {
            answer = router.answer(Request.of(event, requestId));
        } catch (ProblemException refusal) {
            answer = refusal.answer(requestId);
        } catch (RuntimeException failure) {
            // The one place for it: without an answer the caller would get a bare 500 with no request id.
            requestLog.error("A request failed.", failure);
            answer = Answer.problem(Problem.of(
                    ProblemType.INTERNAL,
                    "The request could not be served. Try again; if it goes on, report the request id.",
                    requestId,
                    List.of(),
                    Optional.empty()));
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - startedAtNanos);
        capacity.on(requestLog)
                .info("Answered.", Field.STATUS.of(answer.status()), Field.DURATION_MILLIS.of(taken.toMillis()));
        return response(answer, requestId);
    }

    private static APIGatewayV2HTTPResponse response(Answer answer, String requestId) {
        Map<String, String> headers = new TreeMap<>(EVERY_ANSWER);
        headers.putAll(answer.headers());
        headers.put("x-request-id", requestId);
        var response = APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(headers);
        answer.body().ifPresent(response::withBody);
        return response.build();
    }
}
