package dev.darkroom.tables;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// What each update of an item took, the table and its indexes together.
final class ConsumedCapacities implements ExecutionInterceptor {
    private final List<Double> units = new ArrayList<>();

    /// The units since this was last asked.
    List<Double> take() {
        List<Double> taken = List.copyOf(units);
        units.clear();
        return taken;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return context.request() instanceof UpdateItemRequest update
                ? update.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build()
                : context.request();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof UpdateItemResponse updated) {
            units.add(updated.consumedCapacity().capacityUnits());
        }
    }
}
