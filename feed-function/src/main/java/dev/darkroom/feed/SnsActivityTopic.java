package dev.darkroom.feed;

import dev.darkroom.model.PhotoActivity;
import dev.darkroom.model.Visibility;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// The PhotoActivity topic in SNS; subscribers filter by the attributes `kind` and `visibility`.
/// Source: <https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html>
final class SnsActivityTopic implements ActivityTopic {
    private final SnsClient sns;
    private final String topicArn;

    SnsActivityTopic(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    @Override
    public void publish(PhotoActivity activity, Visibility audience) {
        sns.publish(publish -> publish.topicArn(topicArn)
                .message(ActivityJson.write(activity))
                .messageAttributes(Map.of(
                        "kind", attribute(activity.kind().name()),
                        "visibility", attribute(audience.name()))));
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
