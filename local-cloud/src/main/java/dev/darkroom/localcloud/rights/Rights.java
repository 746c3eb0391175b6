package dev.darkroom.localcloud.rights;

import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.PolicyStatement.Origin;
import dev.darkroom.localcloud.stack.Stack;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What each caller may do, and which of the template's grants were of use so far.
///
/// Functions have what their roles' statements allow; the developer, who is the account's root, may do everything.
/// Policies of buckets, queues and topics are not asked: in AWS they too may allow what a role does not.
public final class Rights {
    /// The caller who may do everything.
    public static final String ROOT = "root";

    private final String region;
    private final String accountId;
    private final Map<String, Policy> roles;
    private final Set<Grant> used = ConcurrentHashMap.newKeySet();

    /// @param roles a role's statements, by its function's physical name
    public Rights(String region, String accountId, Map<String, List<PolicyStatement>> roles) {
        this.region = region;
        this.accountId = accountId;
        this.roles = roles.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, role -> new Policy(role.getValue())));
    }

    public static Rights of(Stack stack) {
        return new Rights(
                stack.region(),
                stack.accountId(),
                stack.functions().stream()
                        .collect(Collectors.toMap(FunctionResource::name, FunctionResource::statements)));
    }

    /// The caller's ARN: a function calls as its role, in a session with the function's name.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
    public static String principal(String accountId, String caller) {
        return caller.equals(ROOT)
                ? "arn:aws:iam::" + accountId + ":root"
                : "arn:aws:sts::" + accountId + ":assumed-role/" + caller + "Role/" + caller;
    }

    /// What a request to a service needs.
    ///
    /// @param service its signing name; S3 has [S3Rights]
    public List<Right> needed(String service, ApiRequest request) {
        return NeededRights.of(service, request, new Arns(region, accountId));
    }

    /// The first right that the caller needs and does not have; empty where it has them all, which are then of use.
    ///
    /// @param caller [#ROOT], or a function's physical name
    public Optional<Denial> refuse(String caller, List<Right> needed) {
        if (caller.equals(ROOT)) {
            return Optional.empty();
        }
        Optional<Right> missing =
                needed.stream().filter(right -> !allows(caller, right)).findFirst();
        if (missing.isEmpty()) {
            needed.forEach(
                    right -> grants(caller).filter(grant -> isOf(grant, right)).forEach(used::add));
        }
        return missing.map(right -> new Denial(principal(accountId, caller), right));
    }

    /// Whether the caller has a right, without using it.
    public boolean allows(String caller, Right right) {
        Policy role = roles.get(caller);
        return caller.equals(ROOT) || (role != null && role.allows(right));
    }

    /// The template's grants that no request has needed yet. What SAM gives for event sources and destinations is not
    /// among them.
    public Set<Grant> unused() {
        return roles.keySet().stream()
                .flatMap(this::grants)
                .filter(grant -> !used.contains(grant))
                .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(Grant::toString))));
    }

    private static boolean isOf(Grant grant, Right right) {
        return Policy.coversAction(grant.action(), right) && Policy.coversResource(grant.resource(), right);
    }

    private Stream<Grant> grants(String caller) {
        Policy role = roles.get(caller);
        return role == null
                ? Stream.empty()
                : role.statements().stream()
                        .filter(statement -> statement.origin() == Origin.TEMPLATE)
                        .flatMap(statement -> statement.actions().stream()
                                .flatMap(action -> statement.resources().stream()
                                        .map(resource -> new Grant(caller, action, resource))));
    }
}
