package dev.darkroom.localcloud.endpoint;

import dev.darkroom.localcloud.rights.Rights;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// STS, as far as `aws sts get-caller-identity` goes: whose credentials are these?
/// Source: GetCallerIdentity,
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>
public final class CallerIdentity extends Handler.Abstract {
    /// The signing name to mount it by.
    public static final String SIGNING_NAME = "sts";

    private final String accountId;

    public CallerIdentity(String accountId) {
        this.accountId = accountId;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String form = Content.Source.asString(request);
        if (!form.contains("Action=GetCallerIdentity")) {
            Refusal.noSuchService("sts beyond GetCallerIdentity").answer(SIGNING_NAME, request, response, callback);
            return true;
        }
        String caller = String.valueOf(request.getAttribute(AwsEndpoint.CALLER_ATTRIBUTE));
        String arn = Rights.principal(accountId, caller);
        String body = """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
                <GetCallerIdentityResult><Arn>%s</Arn><UserId>%s</UserId><Account>%s</Account>\
                </GetCallerIdentityResult><ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>\
                </GetCallerIdentityResponse>""".formatted(arn, caller, accountId, UUID.randomUUID());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
