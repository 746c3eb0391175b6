package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.PolicyStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a function's `Policies`: inline documents with Allow statements, and the managed policies whose rights nobody
/// needs here.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>
final class PolicyReader {
    /// Logs and traces need no right locally.
    private static final Set<String> MANAGED = Set.of("AWSLambdaBasicExecutionRole", "AWSXRayDaemonWriteAccess");

    private PolicyReader() {}

    static List<PolicyStatement> read(Fields function) {
        List<PolicyStatement> statements = new ArrayList<>();
        List<Value> policies = function.value("Policies")
                .map(value -> value instanceof Value.Listing listing ? listing.items() : List.of(value))
                .orElse(List.of());
        for (Value policy : policies) {
            switch (policy) {
                case Value.Text managed -> {
                    if (!MANAGED.contains(managed.text())) {
                        function.fault(
                                "Policies",
                                "names " + managed.text() + "; known: inline statements, " + Problems.list(MANAGED),
                                managed);
                    }
                }
                case Value.Mapping document -> {
                    Fields fields = function.part("Policies", document);
                    fields.withoutEffect("there is one version", "Version");
                    fields.withoutEffect("a name", "Id");
                    fields.list("Statement").forEach(statement -> statements.add(statement(statement)));
                }
                default -> function.fault("Policies", "holds " + policy.described(), policy);
            }
        }
        return statements;
    }

    private static PolicyStatement statement(Fields statement) {
        statement.withoutEffect("a name", "Sid");
        statement.requiredText("Effect");
        statement.choice("Effect", "Allow");
        List<String> actions = statement.texts("Action");
        List<String> resources = statement.texts("Resource");
        if (actions.isEmpty()) {
            statement.fault("Action", "is missing", actions);
        }
        if (resources.isEmpty()) {
            statement.fault("Resource", "is missing", resources);
        }
        return new PolicyStatement(actions, resources);
    }
}
