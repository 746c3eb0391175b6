package dev.darkroom.tables;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// All-or-nothing writes, and why one was not made. The SDK gives each call a token, so that its own repetitions of a
/// call whose answer was lost do nothing twice.
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
final class Transactions {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final Set<String> PASSING =
            Set.of("None", CONDITION_FAILED, "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient dynamoDb;

    Transactions(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /// What came of a transaction.
    sealed interface Outcome {
        record Committed() implements Outcome {}

        /// Another one had hold of an item, or the table was busy; nothing was written. The same again may succeed.
        record Conflict() implements Outcome {}

        /// Conditions failed; nothing was written.
        ///
        /// @param reasons one a write, in their order
        record Refused(List<CancellationReason> reasons) implements Outcome {
            /// Whether the condition of the write at this position failed.
            boolean at(int position) {
                return CONDITION_FAILED.equals(reasons.get(position).code());
            }
        }
    }

    /// Writes all or nothing.
    ///
    /// @throws TransactionCanceledException where DynamoDB refuses the writes themselves
    Outcome write(List<TransactWriteItem> writes) {
        try {
            dynamoDb.transactWriteItems(call -> call.transactItems(writes));
            return new Outcome.Committed();
        } catch (TransactionInProgressException inProgress) {
            return new Outcome.Conflict();
        } catch (TransactionCanceledException cancelled) {
            List<CancellationReason> reasons = cancelled.cancellationReasons();
            if (reasons.stream().anyMatch(reason -> !PASSING.contains(reason.code()))) {
                throw cancelled;
            }
            return reasons.stream().anyMatch(reason -> CONDITION_FAILED.equals(reason.code()))
                    ? new Outcome.Refused(reasons)
                    : new Outcome.Conflict();
        }
    }
}
