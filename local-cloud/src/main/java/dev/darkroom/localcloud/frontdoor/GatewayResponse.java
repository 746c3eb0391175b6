package dev.darkroom.localcloud.frontdoor;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the gateway answers.
///
/// @param headers by name; names compare without case
/// @param cookies one `set-cookie` header each
record GatewayResponse(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
    GatewayResponse {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /// The gateway's own words: `{"message":"Not Found"}` and its like.
    static GatewayResponse message(int status, String message) {
        return message(status, message, Map.of());
    }

    static GatewayResponse message(int status, String message, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        return new GatewayResponse(status, all, List.of(), body);
    }

    static GatewayResponse empty(int status, Map<String, String> headers) {
        return new GatewayResponse(status, headers, List.of(), new byte[0]);
    }

    /// The same with the gateway's CORS headers instead of whatever the function returned of that kind.
    GatewayResponse withCors(Map<String, String> corsHeaders) {
        Map<String, String> all = new HashMap<>(headers);
        all.keySet().removeIf(name -> name.startsWith(Cors.HEADER_PREFIX));
        all.putAll(corsHeaders);
        return new GatewayResponse(status, all, cookies, body);
    }
}
