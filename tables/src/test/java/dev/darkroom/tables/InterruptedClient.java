package dev.darkroom.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A DynamoDB client with somebody else at work: before each call of one operation, the next of some actions runs.
final class InterruptedClient {
    private InterruptedClient() {}

    /// Wraps a client.
    ///
    /// @param operation such as `transactWriteItems`
    /// @param actions one a call, until none is left; what one throws, the call throws
    static DynamoDbClient before(DynamoDbClient client, String operation, Runnable... actions) {
        Deque<Runnable> left = new ArrayDeque<>(List.of(actions));
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (method.getName().equals(operation) && !left.isEmpty()) {
                        left.removeFirst().run();
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
