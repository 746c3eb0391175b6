package dev.darkroom.localcloud.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/// A function whose wiring fails.
public final class FailsToStart implements RequestHandler<Object, Object> {
    public FailsToStart() {
        throw new IllegalStateException("TABLE_NAME is missing");
    }

    @Override
    public Object handleRequest(Object event, Context context) {
        return event;
    }
}
