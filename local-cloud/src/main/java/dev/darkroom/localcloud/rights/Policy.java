package dev.darkroom.localcloud.rights;

import dev.darkroom.localcloud.stack.PolicyStatement;
import java.util.List;
import java.util.Locale;

/// What a role's statements allow; all else is denied. Actions are compared without regard to case, resources with it;
/// `*` stands for any characters, `?` for one.
/// Sources: Policy evaluation logic,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>;
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
public record Policy(List<PolicyStatement> statements) {
    public Policy {
        statements = List.copyOf(statements);
    }

    /// Whether any statement allows it.
    public boolean allows(Right right) {
        return statements.stream()
                .anyMatch(statement -> statement.actions().stream().anyMatch(action -> coversAction(action, right))
                        && statement.resources().stream().anyMatch(resource -> coversResource(resource, right)));
    }

    static boolean coversAction(String pattern, Right right) {
        return matches(pattern.toLowerCase(Locale.ROOT), right.action().toLowerCase(Locale.ROOT));
    }

    static boolean coversResource(String pattern, Right right) {
        return matches(pattern, right.resource());
    }

    /// Goes back to the last `*` where the rest does not fit, so that a pattern of many costs no more than one of few.
    private static boolean matches(String pattern, String text) {
        int star = -1;
        int afterStar = 0;
        int at = 0;
        int next = 0;
        while (next < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                afterStar = next;
            } else if (at < pattern.length()
                    && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(next))) {
                at++;
                next++;
            } else if (star >= 0) {
                at = star + 1;
                next = ++afterStar;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
