package dev.darkroom.localcloud.issuer;

import dev.darkroom.localcloud.issuer.AuthorizationCodes.Grant;
import dev.darkroom.localcloud.stack.UserPoolResource.Client;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.Fields;

/// `GET` and `POST /oauth2/authorize`: a page that asks who to be, and the way back with a code. The code needs a
/// PKCE challenge by S256.
/// Source: The redirect and authorization endpoint,
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html>
record AuthorizeEndpoint(UserPool pool, AuthorizationCodes codes) {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Sign in</title>
            <style>
              body { font: 1rem/1.5 system-ui, sans-serif; max-width: 22rem; margin: 4rem auto; padding: 0 1rem }
              button, input { font: inherit; padding: .5rem .75rem; width: 100%; box-sizing: border-box; margin: .25rem 0 }
            </style>
            <h1>Who are you?</h1>
            <p>This is the local cloud: no password, any name.</p>
            <form method="post">USERS</form>
            <form method="post">
              <label>Another name <input name="username" required maxlength="64" pattern="[A-Za-z0-9._@\\-]+"></label>
              <button>Sign in</button>
            </form>
            </html>
            """;

    Answer ask(Fields query) {
        String users = Issuer.SAMPLE_USERS.stream()
                .map(user -> "<button name=\"username\" value=\"%s\">%s</button>".formatted(user, user))
                .collect(Collectors.joining());
        return fault(query).orElseGet(() -> Answer.page(PAGE.replace("USERS", users)));
    }

    /// @param query of the page's address, with the request that the client made
    /// @param form of the page, with the name
    Answer signIn(Fields query, Fields form) {
        Optional<Answer> fault = fault(query);
        if (fault.isPresent()) {
            return fault.get();
        }
        Client client = pool.client(value(query, "client_id")).orElseThrow();
        String userName;
        try {
            userName = UserPool.canonical(value(form, "username"));
        } catch (IllegalArgumentException noUserName) {
            return Answer.error("invalid_request", String.valueOf(noUserName.getMessage()));
        }
        String redirectUri = value(query, "redirect_uri");
        String code = codes.issue(new Grant(
                pool.issuer().toString(),
                client,
                userName,
                scopes(query, client),
                redirectUri,
                value(query, "code_challenge"),
                Optional.ofNullable(query.getValue("nonce"))));
        String state = query.getValue("state");
        return Answer.redirect(redirectUri
                + (redirectUri.contains("?") ? "&" : "?")
                + "code=" + code
                + (state == null ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8)));
    }

    private Optional<Answer> fault(Fields query) {
        Optional<Client> client = pool.client(value(query, "client_id"));
        if (client.isEmpty()) {
            return Optional.of(Answer.error("invalid_client", "client_id is not one of the pool's"));
        }
        List<String> callbacks = client.get().callbackUrls();
        if (!callbacks.contains(value(query, "redirect_uri"))) {
            return Optional.of(
                    Answer.error("redirect_mismatch", "redirect_uri is one of " + String.join(" ", callbacks)));
        }
        if (!value(query, "response_type").equals("code")) {
            return Optional.of(Answer.error("unsupported_response_type", "response_type is code"));
        }
        if (value(query, "code_challenge").isEmpty()
                || !value(query, "code_challenge_method").equals("S256")) {
            return Optional.of(Answer.error("invalid_request", "a code_challenge by S256 is needed"));
        }
        return client.get().scopes().containsAll(scopes(query, client.get()))
                ? Optional.empty()
                : Optional.of(Answer.error(
                        "invalid_scope",
                        "the client may have " + String.join(" ", client.get().scopes())));
    }

    /// What is asked for; all of the client's where nothing is.
    static List<String> scopes(Fields fields, Client client) {
        String wanted = value(fields, "scope").strip();
        return wanted.isEmpty() ? client.scopes() : List.of(wanted.split(" +", -1));
    }

    static String value(Fields fields, String name) {
        String value = fields.getValue(name);
        return value == null ? "" : value;
    }
}
