package dev.darkroom.batches;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads S3's event notifications by the few fields that matter: binding them to the type of Lambda's event library
/// costs a cold start a tenth of a second.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>
final class S3EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String RECORDS = "Records";
    /// Of `/Records/0/s3/object/key`: nothing, the array, the record, and the path inside it.
    private static final int PARTS = 4;

    private S3EventJson() {}

    /// The texts of each record, by the path to them inside the record, such as `s3/object/key`.
    ///
    /// @throws UncheckedIOException where it is not JSON
    static Collection<Map<String, String>> read(InputStream event) {
        Map<String, Map<String, String>> records = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(event)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    String[] path = parser.getParsingContext()
                            .pathAsPointer()
                            .toString()
                            .split("/", PARTS);
                    if (path.length == PARTS && path[1].equals(RECORDS)) {
                        records.computeIfAbsent(path[2], _ -> new HashMap<>()).put(path[3], parser.getText());
                    }
                }
            }
        } catch (IOException notJson) {
            throw new UncheckedIOException("the event is not JSON", notJson);
        }
        return records.values();
    }
}
