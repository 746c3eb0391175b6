package dev.darkroom.localcloud.stack;

import java.util.List;

/// A Cognito user pool, its clients and the scopes of its resource servers (`identifier/scope`).
public record UserPoolResource(String logicalId, String poolId, List<Client> clients, List<String> scopes) {
    public UserPoolResource {
        clients = List.copyOf(clients);
        scopes = List.copyOf(scopes);
    }

    /// An app client.
    ///
    /// @param callbackUrls where a browser may be sent with a code
    public record Client(String logicalId, String clientId, List<String> scopes, List<String> callbackUrls) {
        public Client {
            scopes = List.copyOf(scopes);
            callbackUrls = List.copyOf(callbackUrls);
        }
    }
}
