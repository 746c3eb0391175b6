package dev.darkroom.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.exception.SdkException;

/// Runs work before Lambda takes a snapshot of the environment, so that restored ones have its classes loaded.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html>
final class SnapStart {
    /// The context itself holds its resources weakly.
    private static final List<Resource> HELD = new CopyOnWriteArrayList<>();

    private SnapStart() {}

    /// Has a call made before the snapshot; without SnapStart does nothing, and loads nothing.
    ///
    /// @param call one harmless request; that it is refused for want of rights does no harm
    static void prime(AwsEnvironment environment, Runnable call) {
        if (environment.isSnapStart()) {
            var resource = new Priming(call);
            HELD.add(resource);
            Core.getGlobalContext().register(resource);
        }
    }

    private record Priming(Runnable call) implements Resource {
        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) {
            try {
                call.run();
            } catch (SdkException refused) {
                // Its classes are loaded all the same.
            }
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) {
            // Connections are opened by need; the SDK's standard retries outlive one that broke meanwhile.
        }
    }
}
