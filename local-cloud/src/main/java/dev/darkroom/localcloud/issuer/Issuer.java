package dev.darkroom.localcloud.issuer;

import dev.darkroom.localcloud.LoopbackServer;
import dev.darkroom.localcloud.stack.UserPoolResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/// The stand-in for Cognito user pools: gives anyone who asks on this machine a token for whatever name they ask for.
/// For development only. Its keys live in a folder, so that tokens survive a restart on the same port.
public final class Issuer implements AutoCloseable {
    /// The users that pages and printed lines offer; any other name is a user as well.
    public static final List<String> SAMPLE_USERS = List.of("alice", "bob", "carol");

    private final LoopbackServer server;
    private final Map<String, UserPool> pools;

    private Issuer(LoopbackServer server, Map<String, UserPool> pools) {
        this.server = server;
        this.pools = pools;
    }

    /// Listens on loopback. Each pool's issuer is `http://localhost:PORT/POOL_ID`.
    ///
    /// @param port 0 for any free one; tokens name it, so they outlive a restart only where it stays
    /// @param folder for the signing keys; made where it is missing
    /// @throws java.net.BindException where the port is in use
    public static Issuer start(int port, Path folder, List<UserPoolResource> userPools, InstantSource clock)
            throws IOException {
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        for (UserPoolResource userPool : userPools) {
            keys.put(userPool.logicalId(), SigningKey.keptIn(folder, userPool.poolId()));
        }
        Map<String, UserPool> pools = new LinkedHashMap<>();
        LoopbackServer server = LoopbackServer.start(port, uri -> {
            for (UserPoolResource userPool : userPools) {
                URI issuer = uri.resolve("/" + userPool.poolId());
                SigningKey key = Objects.requireNonNull(keys.get(userPool.logicalId()));
                pools.put(userPool.logicalId(), new UserPool(userPool, issuer, key, clock));
            }
            return new IssuerHandler(List.copyOf(pools.values()), new AuthorizationCodes(clock));
        });
        return new Issuer(server, Map.copyOf(pools));
    }

    /// What the front door checks tokens against, by the pool's logical id.
    public Map<String, TrustedIssuer> trusted() {
        Map<String, TrustedIssuer> trusted = new LinkedHashMap<>();
        pools.forEach((logicalId, pool) -> trusted.put(logicalId, pool.trusted()));
        return trusted;
    }

    /// The pool's issuer as clients see it: `http://localhost:PORT/POOL_ID`.
    ///
    /// @throws NoSuchElementException where there is no such pool
    public URI issuer(String userPoolLogicalId) {
        return pool(userPoolLogicalId).issuer();
    }

    /// An access token of the pool's first client with all that client's scopes, valid for an hour.
    ///
    /// @param userName letters, digits and `._@-`, at most 64; case does not matter
    /// @throws NoSuchElementException where there is no such pool
    /// @throws IllegalArgumentException where the name is no user name
    public String accessToken(String userPoolLogicalId, String userName) {
        UserPool pool = pool(userPoolLogicalId);
        UserPoolResource.Client client = pool.resource().clients().getFirst();
        return pool.accessToken(client, userName, client.scopes());
    }

    /// Stops listening; the keys stay.
    @Override
    public void close() {
        server.close();
    }

    private UserPool pool(String logicalId) {
        UserPool pool = pools.get(logicalId);
        if (pool == null) {
            throw new NoSuchElementException("no user pool " + logicalId + "; there are " + pools.keySet());
        }
        return pool;
    }
}
