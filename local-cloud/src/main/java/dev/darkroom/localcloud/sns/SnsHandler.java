package dev.darkroom.localcloud.sns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/// SNS's query protocol: Publish, PublishBatch, ListTopics, ListSubscriptionsByTopic and GetTopicAttributes. Topics
/// and subscriptions come from the template alone; what would make or change them is refused.
/// Source: <https://docs.aws.amazon.com/sns/latest/api/API_Operations.html>
public final class SnsHandler extends Handler.Abstract {
    /// To mount it by.
    public static final String SIGNING_NAME = "sns";

    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private final Topics topics;

    public SnsHandler(Topics topics) {
        this.topics = topics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var form = new Fields();
        UrlEncoded.decodeTo(Content.Source.asString(request), form::add, StandardCharsets.UTF_8);
        // Delivery waits for queues, so it has a thread that may.
        var traceHeader = Optional.ofNullable(request.getHeaders().get("X-Amzn-Trace-Id"));
        Thread.ofVirtual().name("sns").start(() -> answer(new Parameters(form, traceHeader), response, callback));
        return true;
    }

    private void answer(Parameters parameters, Response response, Callback callback) {
        String requestId = UUID.randomUUID().toString();
        String action = parameters.optional("Action").orElse("");
        try {
            Xml result = act(action, parameters);
            var xml = new Xml().open(action + "Response", NAMESPACE);
            xml.open(action + "Result").append(result).close();
            xml.open("ResponseMetadata").element("RequestId", requestId).close();
            write(200, xml.close(), response, callback);
        } catch (SnsException refused) {
            var xml = new Xml().open("ErrorResponse", NAMESPACE).open("Error");
            xml.element("Type", refused.status() < 500 ? "Sender" : "Receiver")
                    .element("Code", refused.code())
                    .element("Message", String.valueOf(refused.getMessage()))
                    .close();
            write(refused.status(), xml.element("RequestId", requestId).close(), response, callback);
        } catch (RuntimeException unexpected) {
            // Jetty logs it and answers 500; unanswered, the client would wait for ever.
            callback.failed(unexpected);
        }
    }

    private Xml act(String action, Parameters parameters) {
        return switch (action) {
            case "Publish" -> publish(parameters);
            case "PublishBatch" -> publishBatch(parameters);
            case "ListTopics" -> listTopics();
            case "ListSubscriptionsByTopic" -> listSubscriptions(topic(parameters));
            case "GetTopicAttributes" -> attributes(topic(parameters));
            default ->
                throw new SnsException(
                        400,
                        "InvalidAction",
                        "the local cloud's SNS has no " + action + "; topics are in the template");
        };
    }

    private Topic topic(Parameters parameters) {
        String arn = parameters
                .optional("TopicArn")
                .or(() -> parameters.optional("TargetArn"))
                .orElse("");
        return topics.find(arn).orElseThrow(() -> new SnsException(404, "NotFound", "Topic does not exist"));
    }

    private Xml publish(Parameters parameters) {
        Topic topic = topic(parameters);
        String messageId = topic.publish(parameters.message(""));
        return new Xml().element("MessageId", messageId);
    }

    /// Each entry stands for itself: one that is refused does not keep the others back.
    private Xml publishBatch(Parameters parameters) {
        Topic topic = topic(parameters);
        var successful = new Xml().open("Successful");
        var failed = new Xml().open("Failed");
        for (String entry : parameters.batchEntries()) {
            String id = parameters.required(entry + "Id");
            try {
                String messageId = topic.publish(parameters.message(entry));
                successful
                        .open("member")
                        .element("Id", id)
                        .element("MessageId", messageId)
                        .close();
            } catch (SnsException refused) {
                failed.open("member")
                        .element("Id", id)
                        .element("Code", refused.code())
                        .element("Message", String.valueOf(refused.getMessage()))
                        .element("SenderFault", String.valueOf(refused.status() < 500))
                        .close();
            }
        }
        return new Xml().append(successful.close()).append(failed.close());
    }

    private Xml listTopics() {
        var xml = new Xml().open("Topics");
        topics.all()
                .forEach(topic ->
                        xml.open("member").element("TopicArn", topic.arn()).close());
        return xml.close();
    }

    private static Xml listSubscriptions(Topic topic) {
        var xml = new Xml().open("Subscriptions");
        for (Subscription subscription : topic.subscriptions()) {
            xml.open("member")
                    .element("SubscriptionArn", subscription.arn())
                    .element("Owner", topic.accountId())
                    .element("Protocol", "sqs")
                    .element("Endpoint", subscription.queueArn())
                    .element("TopicArn", topic.arn())
                    .close();
        }
        return xml.close();
    }

    private static Xml attributes(Topic topic) {
        var xml = new Xml().open("Attributes");
        attribute(xml, "TopicArn", topic.arn());
        attribute(xml, "Owner", topic.accountId());
        attribute(xml, "DisplayName", "");
        attribute(
                xml,
                "SubscriptionsConfirmed",
                String.valueOf(topic.subscriptions().size()));
        attribute(xml, "SubscriptionsPending", "0");
        attribute(xml, "SubscriptionsDeleted", "0");
        return xml.close();
    }

    private static void attribute(Xml xml, String key, String value) {
        xml.open("entry").element("key", key).element("value", value).close();
    }

    private static void write(int status, Xml xml, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
        response.write(true, ByteBuffer.wrap(xml.toString().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
