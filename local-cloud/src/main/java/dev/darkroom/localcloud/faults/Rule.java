package dev.darkroom.localcloud.faults;

import java.util.List;

/// Which calls fail, and how.
///
/// @param caller a function's physical name, or the signing name of a service that calls by itself: [#SNS], [#LAMBDA]
/// @param service the signing name of the service called: `dynamodb`, `s3`, `sqs` …
/// @param names stand, all of them, in the call's URI or body as they were sent; of S3 in its URI alone
public record Rule(String caller, String service, List<String> names, ServiceError error) {
    /// Calls `sqs` with the queue's ARN and the message when it delivers to a subscription.
    public static final String SNS = "sns";

    /// Calls `lambda` with the function's name when it invokes for an event, a stream or a queue.
    public static final String LAMBDA = "lambda";

    public Rule {
        names = List.copyOf(names);
    }

    /// Refuses a caller what concerns all of these names, with an error that clients do not retry.
    public static Rule refusing(String caller, String service, String... names) {
        return new Rule(caller, service, List.of(names), ServiceError.ACCESS_DENIED);
    }

    /// Throttles a function's events, so that they wait and gather into batches until the rule is removed. Requests of
    /// the API and `lambda invoke` are not concerned.
    public static Rule holding(String functionName) {
        return refusing(LAMBDA, LAMBDA, functionName);
    }

    boolean isAbout(String aCaller, String aService) {
        return caller.equals(aCaller) && service.equals(aService);
    }

    boolean matches(String call) {
        return names.stream().allMatch(call::contains);
    }
}
