package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.HttpApiResource.Cors;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `AWS::Serverless::HttpApi` and joins it with the routes that functions ask for.
/// Source: <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html>
final class HttpApiReader {
    private final Map<String, String> poolsByIssuer;

    /// @param poolsByIssuer logical ids of the template's user pools, by the issuer that Cognito would have
    HttpApiReader(Map<String, String> poolsByIssuer) {
        this.poolsByIssuer = Map.copyOf(poolsByIssuer);
    }

    HttpApiResource read(String logicalId, String apiId, Fields fields, List<FunctionEvents.Route> routes) {
        fields.withoutEffect("every request is let in", "DefaultRouteSettings");
        fields.withoutEffect("the gateway writes no log", "AccessLogSettings");
        fields.withoutEffect("nobody reads them", "Name", "Description", "Tags", "FailOnWarnings");
        fields.choice("StageName", "$default");
        Optional<Fields> auth = fields.nested("Auth");
        Optional<String> defaultAuthorizer = auth.flatMap(section -> section.text("DefaultAuthorizer"));
        Map<String, JwtAuthorizer> authorizers = new LinkedHashMap<>();
        Map<String, List<String>> scopes = new LinkedHashMap<>();
        Optional<Fields> declared = auth.flatMap(section -> section.nested("Authorizers"));
        for (String name : declared.map(Fields::names).orElse(List.of())) {
            declared.flatMap(all -> all.nested(name)).ifPresent(authorizer -> {
                authorizers.put(name, authorizer(name, authorizer));
                scopes.put(name, authorizer.texts("AuthorizationScopes"));
            });
        }
        if (defaultAuthorizer.isPresent() && !authorizers.containsKey(defaultAuthorizer.get())) {
            fields.fault("Auth", "has no authorizer " + defaultAuthorizer.get(), "");
        }
        List<HttpApiResource.Route> joined = new ArrayList<>();
        for (FunctionEvents.Route route : routes) {
            joined.add(join(route, defaultAuthorizer, authorizers, scopes));
        }
        return new HttpApiResource(logicalId, apiId, joined, List.copyOf(authorizers.values()), cors(fields));
    }

    private static HttpApiResource.Route join(
            FunctionEvents.Route route,
            Optional<String> defaultAuthorizer,
            Map<String, JwtAuthorizer> authorizers,
            Map<String, List<String>> scopes) {
        Optional<String> authorizer =
                route.authorizer().or(() -> defaultAuthorizer).filter(name -> !name.equals("NONE"));
        if (authorizer.isPresent() && !authorizers.containsKey(authorizer.get())) {
            String known = Problems.list(authorizers.keySet());
            route.fields().fault("Auth", "names authorizer " + authorizer.get() + "; known: NONE, " + known, "");
        }
        List<String> needed = authorizer.isEmpty()
                ? List.of()
                : route.scopes().orElseGet(() -> scopes.getOrDefault(authorizer.get(), List.of()));
        return new HttpApiResource.Route(route.method(), route.path(), route.functionName(), authorizer, needed);
    }

    private JwtAuthorizer authorizer(String name, Fields authorizer) {
        authorizer.choice("IdentitySource", "$request.header.Authorization");
        Optional<Fields> jwt = authorizer.nested("JwtConfiguration");
        if (jwt.isEmpty()) {
            authorizer.fault("JwtConfiguration", "is missing", "");
            return new JwtAuthorizer(name, "", List.of());
        }
        String issuer = jwt.get().requiredText("issuer");
        String pool = poolsByIssuer.get(issuer);
        if (pool == null && !issuer.isEmpty()) {
            String known = Problems.list(poolsByIssuer.keySet());
            jwt.get().fault("issuer", "is " + issuer + ", no user pool of this template; known: " + known, "");
        }
        return new JwtAuthorizer(name, pool == null ? "" : pool, jwt.get().texts("audience"));
    }

    private static Optional<Cors> cors(Fields fields) {
        return fields.nested("CorsConfiguration").map(cors -> {
            List<String> origins = cors.texts("AllowOrigins");
            boolean credentials = cors.flag("AllowCredentials");
            if (credentials && origins.contains("*")) {
                cors.fault("AllowCredentials", "is true, which AllowOrigins '*' excludes", false);
            }
            return new Cors(
                    origins,
                    cors.texts("AllowMethods"),
                    cors.texts("AllowHeaders"),
                    cors.texts("ExposeHeaders"),
                    cors.integer("MaxAge", -1, 86_400),
                    credentials);
        });
    }
}
