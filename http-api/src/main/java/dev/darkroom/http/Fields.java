package dev.darkroom.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.model.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One JSON object of a request, read field by field. What is wrong is collected, each error with the field's path and
/// what would be right, so that a caller learns of everything at once; [#check] then refuses the request.
///
/// Every field that may occur must be asked for; those that were not are refused as unknown.
public final class Fields {
    private static final int MAX_ERRORS = 100;

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();
    private boolean sound = true;

    private Fields(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /// @throws ProblemException where the text is not one JSON object
    static Fields ofBody(String text) {
        JsonNode node;
        try {
            node = Json.read(text);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The body is not JSON that can be read here" + place(e.getLocation())
                            + ". A field may occur once in an object, and objects may nest 16 deep.");
        }
        if (!node.isObject()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The body must be a JSON object, sent as application/json.");
        }
        return new Fields(node, "", new ArrayList<>());
    }

    /// A field that may be missing or null. Empty also where its value is wrong, which is noted.
    public <T> Optional<T> optional(String name, Form<T> form) {
        known.add(name);
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        Optional<T> value = form.read().apply(node);
        if (value.isEmpty()) {
            wrong(name, "must be " + form.expected());
        }
        return value;
    }

    /// A field of a merge patch: left out, it stays as it is; null removes it.
    /// Source: <https://www.rfc-editor.org/rfc/rfc7396>
    ///
    /// @return [Change.Keep] also where the value is wrong, which is noted
    public <T> Change<T> change(String name, Form<T> form) {
        known.add(name);
        return object.path(name).isNull()
                ? new Change.Remove<>()
                : this.optional(name, form).<Change<T>>map(Change.Set::new).orElseGet(Change.Keep::new);
    }

    /// A field that must be there. Empty where it is missing or wrong, which is noted.
    public <T> Optional<T> required(String name, Form<T> form) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            known.add(name);
            wrong(name, "is required: " + form.expected());
            return Optional.empty();
        }
        return optional(name, form);
    }

    /// A list of objects that must be there. Empty where it is not, or not of this length, which is noted.
    public List<Fields> objects(String name, int min, int max) {
        known.add(name);
        JsonNode list = object.path(name);
        if (!list.isArray() || list.size() < min || list.size() > max) {
            wrong(name, "must be a list of " + min + " to " + max + " objects");
            return List.of();
        }
        List<Fields> found = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            String element = name + "[" + i + "]";
            if (list.get(i).isObject()) {
                found.add(new Fields(list.get(i), path(element) + ".", errors));
            } else {
                wrong(element, "must be an object");
            }
        }
        return found;
    }

    /// Notes that a field is wrong for a reason that no [Form] knows.
    ///
    /// @param message as in [FieldError#message]
    public void wrong(String name, String message) {
        sound = false;
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(path(name), message));
        }
    }

    /// Whether this object is right. Ask after the last field: those not asked for until now are noted as unknown.
    public boolean isSound() {
        List<String> unknown = object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
        String right = "is not a field here; these are: " + String.join(", ", known);
        unknown.forEach(name -> wrong(name, right));
        known.addAll(unknown);
        return sound;
    }

    /// What is wrong so far in the whole request.
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /// Refuses the request where anything is wrong in it.
    ///
    /// @throws ProblemException 400 with an error a field
    public void check() {
        if (!(isSound() && errors.isEmpty())) {
            throw ProblemException.invalid(errors);
        }
    }

    private static String place(@Nullable JsonLocation where) {
        return where == null ? "" : ": see line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private String path(String name) {
        return path + name;
    }
}
