package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.UserPoolResource.Client;
import java.util.List;
import java.util.Set;

/// Reads `AWS::Cognito::UserPool` and what belongs to one.
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Cognito.html>
final class UserPoolReader {
    /// Scopes that every pool has.
    static final Set<String> STANDARD_SCOPES =
            Set.of("openid", "profile", "email", "phone", "aws.cognito.signin.user.admin");

    private UserPoolReader() {}

    static void pool(Fields fields) {
        fields.withoutEffect("a name that no client sees", "UserPoolName");
        fields.withoutEffect(
                "anyone may sign in under any name, without a password",
                "AccountRecoverySetting",
                "AdminCreateUserConfig",
                "AliasAttributes",
                "AutoVerifiedAttributes",
                "DeletionProtection",
                "EmailConfiguration",
                "MfaConfiguration",
                "Policies",
                "Schema",
                "UserAttributeUpdateSettings",
                "UsernameAttributes",
                "UsernameConfiguration",
                "VerificationMessageTemplate");
        fields.withoutEffect("nobody reads them", "UserPoolTags", "UserPoolTier");
    }

    /// A client, and the pool it belongs to.
    record PoolClient(String poolId, Client client, Fields fields) {}

    static PoolClient client(String logicalId, String clientId, Fields fields) {
        fields.withoutEffect("a name that no client sees", "ClientName");
        fields.withoutEffect(
                "anyone may sign in under any name, without a password",
                "ExplicitAuthFlows",
                "PreventUserExistenceErrors",
                "ReadAttributes",
                "SupportedIdentityProviders",
                "WriteAttributes");
        fields.withoutEffect("there is no signing out", "LogoutURLs");
        fields.choice("GenerateSecret", "false");
        fields.flag("AllowedOAuthFlowsUserPoolClient");
        for (String flow : fields.texts("AllowedOAuthFlows")) {
            if (!flow.equals("code")) {
                fields.fault("AllowedOAuthFlows", "has '" + flow + "'; known: code", flow);
            }
        }
        Client client =
                new Client(logicalId, clientId, fields.texts("AllowedOAuthScopes"), fields.texts("CallbackURLs"));
        return new PoolClient(fields.requiredText("UserPoolId"), client, fields);
    }

    /// A resource server's scopes, as tokens name them, and the pool they belong to.
    record PoolScopes(String poolId, List<String> scopes) {}

    static PoolScopes resourceServer(Fields fields) {
        fields.withoutEffect("nobody reads it", "Name");
        String identifier = fields.requiredText("Identifier");
        List<String> scopes = fields.list("Scopes").stream()
                .map(scope -> {
                    scope.withoutEffect("nobody reads it", "ScopeDescription");
                    return identifier + "/" + scope.requiredText("ScopeName");
                })
                .toList();
        return new PoolScopes(fields.requiredText("UserPoolId"), scopes);
    }

    static void domain(Fields fields) {
        fields.requiredText("UserPoolId");
        fields.requiredText("Domain");
        fields.withoutEffect("the issuer has one login page", "ManagedLoginVersion");
    }
}
