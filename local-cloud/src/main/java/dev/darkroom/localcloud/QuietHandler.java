package dev.darkroom.localcloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// `GET /_darkroom/quiet?seconds=N`: answers as soon as the cloud is quiet, or with what is pending after N seconds.
final class QuietHandler extends Handler.Abstract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stillness stillness;

    QuietHandler(Stillness stillness) {
        this.stillness = stillness;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String seconds = Request.extractQueryParameters(request).getValue("seconds");
        boolean wellFormed = seconds != null && seconds.matches("\\d{1,4}");
        Map<String, Integer> pending = stillness.await(Duration.ofSeconds(wellFormed ? Integer.parseInt(seconds) : 0));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "pending", pending.values().stream().mapToInt(Integer::intValue).sum());
        answer.put("parts", pending);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(answer)), callback);
        return true;
    }
}
