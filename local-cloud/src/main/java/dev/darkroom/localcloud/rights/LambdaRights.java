package dev.darkroom.localcloud.rights;

import java.util.Arrays;
import java.util.List;

/// What Lambda's operations need upon functions.
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html>
final class LambdaRights {
    private static final String FUNCTIONS = "functions";

    private LambdaRights() {}

    static List<Right> of(ApiRequest request, Arns arns) {
        List<String> path = Arrays.stream(request.path().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(NeededRights::decoded)
                .toList();
        if (path.size() == 2
                && path.get(1).equals("event-source-mappings")
                && request.method().equals("GET")) {
            return List.of(new Right("lambda:ListEventSourceMappings", "*"));
        }
        if (path.size() < 2 || !path.get(1).equals(FUNCTIONS)) {
            return List.of(new Right("lambda:*", "*"));
        }
        String operation =
                request.method() + " " + String.join("/", path.subList(Math.min(3, path.size()), path.size()));
        if (path.size() == 2) {
            return List.of(new Right(request.method().equals("GET") ? "lambda:ListFunctions" : "lambda:*", "*"));
        }
        String action = switch (operation) {
            case "POST invocations" -> "lambda:InvokeFunction";
            case "GET " -> "lambda:GetFunction";
            case "GET configuration" -> "lambda:GetFunctionConfiguration";
            default -> "lambda:*";
        };
        return List.of(new Right(action, arns.of("lambda", "function:" + unqualified(path.get(2)))));
    }

    /// Of a name, a partial ARN or an ARN. There are no versions here to have rights of their own.
    private static String unqualified(String function) {
        List<String> parts = List.of(function.split(":", -1));
        return parts.get(parts.indexOf("function") + 1);
    }
}
