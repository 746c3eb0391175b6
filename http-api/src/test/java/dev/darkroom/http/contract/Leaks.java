package dev.darkroom.http.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Finds in answers what is for somebody else: fields that a view does not have by the contract, views of photos that
/// are another's, and secret values anywhere in a body, a header or a URL.
///
/// Secrets may be in the views of one's own photos and in the URL of one's own original, and nowhere else: not even
/// in one's own feed.
public final class Leaks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN_ORIGINAL = "GET /photos/{photoId}/original";
    private static final int ENCODINGS = 3;

    /// What nothing but an owner's view may have, by whatever name it goes.
    private static final Set<String> NEVER_ELSEWHERE = Set.of(
            "location",
            "latitude",
            "longitude",
            "gps",
            "filename",
            "suggestions",
            "rejection",
            "serialnumber",
            "bodyserialnumber",
            "artist",
            "ownername");

    private final Contract contract;
    private final Supplier<? extends Collection<Secret>> secrets;

    /// Knows the fields of views from the contract.
    ///
    /// @param secrets asked for at each answer
    public Leaks(Contract contract, Supplier<? extends Collection<Secret>> secrets) {
        this.contract = contract;
        this.secrets = secrets;
    }

    /// Insists that an answer holds nothing that is not for the one who asked.
    ///
    /// @throws AssertionError with everything that is not
    public void check(Exchange exchange) {
        List<String> leaks = in(exchange);
        if (!leaks.isEmpty()) {
            throw new AssertionError("not for this caller:\n" + String.join("\n", leaks) + "\n" + exchange);
        }
    }

    /// What an answer tells the wrong person; empty for nothing.
    public List<String> in(Exchange exchange) {
        var search = new Search(exchange.callerId(), secrets.get());
        boolean ownOriginal =
                contract.routeKey(exchange).filter(OWN_ORIGINAL::equals).isPresent();
        exchange.headers().forEach((name, value) -> search.text("header " + name, value));
        if (exchange.status() == 200 && ownOriginal) {
            return search.found;
        }
        try {
            search.node("body", JSON.readTree(exchange.body()));
        } catch (JsonProcessingException notJson) {
            search.text("body", exchange.body());
        }
        return search.found;
    }

    private final class Search {
        private final Optional<String> caller;
        private final Collection<Secret> secrets;
        private final List<String> found = new ArrayList<>();

        Search(Optional<String> caller, Collection<Secret> secrets) {
            this.caller = caller;
            this.secrets = secrets;
        }

        void node(String place, JsonNode node) {
            if (node.isObject()) {
                object(place, node);
            } else if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    node(place + "/" + i, node.get(i));
                }
            } else {
                text(place, node.asText());
            }
        }

        private void object(String place, JsonNode object) {
            boolean isView = object.has("view");
            if (isView && isOwnersOwn(place, object)) {
                return;
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (NEVER_ELSEWHERE.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                    found.add(place + " has the field " + field.getKey());
                }
                node(place + "/" + field.getKey(), field.getValue());
            }
        }

        /// Checks a view's fields, and says whether it is that of a photo of the caller's own.
        private boolean isOwnersOwn(String place, JsonNode object) {
            String view = object.path("view").asText();
            Optional<Set<String>> allowed = contract.propertiesOfView(view);
            if (allowed.isEmpty()) {
                found.add(place + " is a view that the contract does not know: " + view);
                return false;
            }
            object.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !allowed.get().contains(name))
                    .forEach(name -> found.add(place + " has the field " + name + ", which is not one of a " + view));
            boolean own = caller.filter(object.path("ownerId").asText()::equals).isPresent();
            if (view.equals("OWNER") && !own) {
                found.add(place + " is the owner's view of another's photo");
            }
            return view.equals("OWNER") && own;
        }

        void text(String place, String text) {
            String decoded = text;
            for (int i = 0; i <= ENCODINGS; i++) {
                lookFor(place, decoded);
                decoded = percentDecoded(decoded);
            }
            base64(text).ifPresent(inside -> lookFor(place + " in base64", inside));
        }

        private void lookFor(String place, String text) {
            for (Secret secret : secrets) {
                String leak = place + " holds the secret " + secret.name();
                if (text.contains(secret.value()) && !found.contains(leak)) {
                    found.add(leak);
                }
            }
        }

        private static String percentDecoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notEncoded) {
                return text;
            }
        }

        private static Optional<String> base64(String text) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException notEncoded) {
                return Optional.empty();
            }
        }
    }
}
