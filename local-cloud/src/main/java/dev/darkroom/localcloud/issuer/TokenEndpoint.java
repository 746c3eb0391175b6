package dev.darkroom.localcloud.issuer;

import static dev.darkroom.localcloud.issuer.AuthorizeEndpoint.value;

import dev.darkroom.localcloud.stack.UserPoolResource.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;

/// `POST /oauth2/token`. The grant `password` takes any user name and any password, or none; Cognito's endpoint has no
/// such grant. There are no refresh tokens.
/// Source: The token issuer endpoint,
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html>
record TokenEndpoint(UserPool pool, AuthorizationCodes codes) {
    Answer answer(Fields form) {
        return switch (value(form, "grant_type")) {
            case "password" -> password(form);
            case "authorization_code" -> code(form);
            default ->
                Answer.error(
                        "unsupported_grant_type", "grant_type is password, with a username, or authorization_code");
        };
    }

    private Answer password(Fields form) {
        Optional<Client> client = client(form);
        if (client.isEmpty()) {
            return Answer.error("invalid_client", "client_id is not one of the pool's");
        }
        List<String> scopes = AuthorizeEndpoint.scopes(form, client.get());
        if (!client.get().scopes().containsAll(scopes)) {
            return Answer.error(
                    "invalid_scope",
                    "the client may have " + String.join(" ", client.get().scopes()));
        }
        try {
            return tokens(client.get(), value(form, "username"), scopes, Optional.empty());
        } catch (IllegalArgumentException noUserName) {
            return Answer.error("invalid_request", String.valueOf(noUserName.getMessage()));
        }
    }

    private Answer code(Fields form) {
        return codes.redeem(
                        value(form, "code"),
                        pool.issuer().toString(),
                        value(form, "client_id"),
                        value(form, "redirect_uri"),
                        value(form, "code_verifier"))
                .map(grant -> tokens(grant.client(), grant.userName(), grant.scopes(), grant.nonce()))
                .orElseGet(() -> Answer.error("invalid_grant", "no such code for this client, address and verifier"));
    }

    private Answer tokens(Client client, String userName, List<String> scopes, Optional<String> nonce) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", pool.accessToken(client, userName, scopes));
        if (scopes.contains("openid")) {
            body.put("id_token", pool.idToken(client, userName, nonce));
        }
        body.put("token_type", "Bearer");
        body.put("expires_in", UserPool.LIFETIME.toSeconds());
        return Answer.json(200, body);
    }

    /// The pool's only client needs no naming.
    private Optional<Client> client(Fields form) {
        List<Client> clients = pool.resource().clients();
        return form.getValue("client_id") == null && clients.size() == 1
                ? Optional.of(clients.getFirst())
                : pool.client(value(form, "client_id"));
    }
}
