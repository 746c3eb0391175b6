package dev.darkroom.localcloud.lambda.api;

import java.util.Arrays;
import java.util.List;

/// A function as a caller names it: its name, a partial ARN (`123456789012:function:name`) or its ARN, each with a
/// version or alias behind it or not.
///
/// @param qualifier `$LATEST` where none is named
record FunctionName(String name, String qualifier) {
    static final String LATEST = "$LATEST";

    static FunctionName parse(String text) {
        var parts = Arrays.asList(text.split(":", -1));
        int name = parts.indexOf("function") + 1;
        List<String> tail = parts.subList(name, parts.size());
        return new FunctionName(tail.getFirst(), tail.size() > 1 ? tail.get(1) : LATEST);
    }
}
