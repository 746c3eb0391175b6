package dev.darkroom.aws;

import dev.darkroom.telemetry.CapacityMeter;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Has DynamoDB say what each call used, and passes it on. Calls that DynamoDB refuses say nothing: what a failed
/// condition used is missing. Requests are told apart by their fields, so that no operation's classes are loaded for
/// the sake of another.
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html>
final class CapacityInterceptor implements ExecutionInterceptor {
    private static final String ASKED_FOR = "ReturnConsumedCapacity";
    private static final String ANSWERED = "ConsumedCapacity";
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems");

    private final CapacityMeter meter;

    CapacityInterceptor(CapacityMeter meter) {
        this.meter = meter;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        for (SdkField<?> field : request.sdkFields()) {
            if (field.locationName().equals(ASKED_FOR)) {
                SdkRequest.Builder builder = request.toBuilder();
                field.set(builder, "TOTAL");
                return builder.build();
            }
        }
        return request;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        double units = context.response()
                .getValueForField(ANSWERED, Object.class)
                .map(CapacityInterceptor::units)
                .orElse(0.0);
        if (READS.contains(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))) {
            meter.addReads(units);
        } else {
            meter.addWrites(units);
        }
    }

    /// Of one table, or of each that a batch touched.
    private static double units(Object capacity) {
        return switch (capacity) {
            case ConsumedCapacity one when one.capacityUnits() != null -> one.capacityUnits();
            case List<?> tables ->
                tables.stream().mapToDouble(CapacityInterceptor::units).sum();
            default -> 0;
        };
    }
}
