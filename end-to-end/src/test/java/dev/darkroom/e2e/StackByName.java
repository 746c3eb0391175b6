package dev.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.darkroom.client.CloudResources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A cloud as those find it who know only a stack's name: endpoints, region and credentials stand where every SDK
/// looks for them, and CloudFormation lists the stack's resources: a stand-in where the cloud has none, as the local
/// one.
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html>
final class StackByName implements AutoCloseable {
    private final Optional<HttpServer> cloudFormation;
    private final Map<String, String> before = new HashMap<>();

    private StackByName(Optional<HttpServer> cloudFormation) {
        this.cloudFormation = cloudFormation;
    }

    /// Of a cloud that has CloudFormation.
    static StackByName deployedTo(CloudResources resources) {
        var stack = new StackByName(Optional.empty());
        stack.set(resources);
        return stack;
    }

    /// Of one that has not.
    static StackByName standingIn(CloudResources resources) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = listing(resources.physicalNames()).getBytes(UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        var stack = new StackByName(Optional.of(server));
        stack.set(resources);
        stack.set(
                "aws.endpointUrlCloudFormation",
                "http://127.0.0.1:" + server.getAddress().getPort());
        return stack;
    }

    private void set(CloudResources resources) {
        set("aws.endpointUrl", resources.endpoint().orElseThrow().toString());
        set("aws.region", resources.region());
        set("aws.accessKeyId", resources.accessKeyId());
        set("aws.secretAccessKey", resources.secretAccessKey());
    }

    private static String listing(Map<String, String> names) {
        return names.entrySet().stream()
                .map(name -> "<member><LogicalResourceId>" + name.getKey() + "</LogicalResourceId><PhysicalResourceId>"
                        + name.getValue() + "</PhysicalResourceId></member>")
                .collect(Collectors.joining(
                        "",
                        "<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>",
                        "</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>"));
    }

    private void set(String property, String value) {
        before.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @Override
    public void close() {
        before.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        cloudFormation.ifPresent(server -> server.stop(0));
    }
}
