package dev.darkroom.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.cli.reprocess.Renderer.Made;
import dev.darkroom.cli.reprocess.Renderer.Recipe;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.Samples;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.paginators.ListStackResourcesIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

final class LambdaRendererTest {
    private static final PhotoKey PHOTO = Samples.photoKey(new UserId("alice"), 1);

    private final ScriptedLambda lambda = new ScriptedLambda();
    private final LambdaRenderer renderer = new LambdaRenderer(lambda, "thumbnails", "uploads");

    private static final class ScriptedLambda implements LambdaClient {
        String answer = "";
        Optional<String> error = Optional.empty();
        boolean throttled;
        String sent = "";

        @Override
        public InvokeResponse invoke(InvokeRequest request) {
            if (throttled) {
                throw TooManyRequestsException.builder()
                        .message("Rate exceeded")
                        .build();
            }
            sent = request.functionName() + " " + request.payload().asUtf8String();
            return InvokeResponse.builder()
                    .payload(SdkBytes.fromUtf8String(answer))
                    .functionError(error.orElse(null))
                    .build();
        }

        @Override
        public String serviceName() {
            return "lambda";
        }

        @Override
        public void close() {}
    }

    @Test
    void theRecipeIsWhatTheFunctionSaysOfItself() {
        lambda.answer = "{\"recipe\":\"fedcba9876543210\",\"engine\":\"codec-2\",\"renditions\":3,"
                + "\"memoryMegabytes\":1769,\"photos\":[]}";

        assertThat(renderer.recipe()).isEqualTo(new Recipe("fedcba9876543210", "codec-2", 3, 1769));
        assertThat(lambda.sent).isEqualTo("thumbnails {\"Records\":[]}");
    }

    @Test
    void aFunctionOfBeforeIsToldFromOneThatFails() {
        assertThatThrownBy(renderer::recipe).hasMessageContaining("deploy a current one first");

        lambda.error = Optional.of("Unhandled");
        lambda.answer = "{\"errorMessage\":\"environment variable RENDITIONS is missing\"}";
        assertThatThrownBy(renderer::recipe).hasMessageContaining("RENDITIONS is missing");
    }

    @Test
    void aPhotoIsNamedAsAnEventNotificationNamesIt() {
        lambda.answer = made("READY\"");

        assertThat(renderer.make(PHOTO)).isEqualTo(new Made.Done());
        assertThat(lambda.sent)
                .contains("\"bucket\":{\"name\":\"uploads\"}")
                .contains("\"key\":\"alice%2F" + PHOTO.photoId() + "\"");
    }

    @Test
    void everyAnswerIsAnOutcome() {
        lambda.answer = made("REJECTED\",\"rejection\":\"DAMAGED\"");
        assertThat(renderer.make(PHOTO)).isEqualTo(new Made.Refused("DAMAGED"));
        lambda.answer = made("MISSING\"");
        assertThat(renderer.make(PHOTO)).isEqualTo(new Made.OriginalMissing());
        lambda.answer = "what?";
        assertThat(renderer.make(PHOTO)).isInstanceOf(Made.Failed.class);

        lambda.error = Optional.of("Unhandled");
        lambda.answer = "{\"errorMessage\":\"Task timed out after 60.00 seconds\"}";
        assertThat(renderer.make(PHOTO)).isEqualTo(new Made.Failed("Task timed out after 60.00 seconds"));

        lambda.throttled = true;
        assertThat(renderer.make(PHOTO))
                .isInstanceOfSatisfying(
                        Made.Failed.class, failed -> assertThat(failed.why()).contains("Rate exceeded"));
    }

    @Test
    void aStacksResourcesAreReadOverAllPages() {
        var cloudFormation = new CloudFormationClient() {
            @Override
            public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
                int page = Optional.ofNullable(request.nextToken())
                        .map(Integer::parseInt)
                        .orElse(0);
                return ListStackResourcesResponse.builder()
                        .stackResourceSummaries(
                                StackResourceSummary.builder()
                                        .logicalResourceId(request.stackName() + page)
                                        .physicalResourceId("physical-" + page)
                                        .build(),
                                StackResourceSummary.builder()
                                        .logicalResourceId("not made yet " + page)
                                        .build())
                        .nextToken(page < 2 ? Integer.toString(page + 1) : null)
                        .build();
            }

            @Override
            public ListStackResourcesIterable listStackResourcesPaginator(ListStackResourcesRequest request) {
                return new ListStackResourcesIterable(this, request);
            }

            @Override
            public String serviceName() {
                return "cloudformation";
            }

            @Override
            public void close() {}
        };

        assertThat(Deployment.names(cloudFormation, "mine"))
                .isEqualTo(Map.of("mine0", "physical-0", "mine1", "physical-1", "mine2", "physical-2"));
    }

    @Test
    void aStackThatIsNotDarkroomsSaysWhatItHasNot() {
        var dynamoDb = new DynamoDbClient() {
            @Override
            public String serviceName() {
                return "dynamodb";
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> new Deployment(Map.of("Queue", "q"), dynamoDb, lambda).name("PhotosTable"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("PhotosTable");
    }

    private static String made(String outcome) {
        return "{\"recipe\":\"fedcba9876543210\",\"photos\":[{\"photoId\":\"" + PHOTO.photoId() + "\",\"outcome\":\""
                + outcome + "}]}";
    }
}
