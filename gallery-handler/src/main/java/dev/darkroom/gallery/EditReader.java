package dev.darkroom.gallery;

import dev.darkroom.http.Fields;
import dev.darkroom.http.Form;
import dev.darkroom.http.ProblemException;
import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Visibility;
import java.util.List;
import java.util.Optional;

/// Reads a merge patch of a photo. Source: <https://www.rfc-editor.org/rfc/rfc7396>
final class EditReader {
    // As upload-handler has them for intents.
    private static final Form<String> TITLE = Form.text(1, 200);
    private static final Form<String> DESCRIPTION = Form.text(1, 2_000);
    private static final Form<List<String>> TAGS = Form.listOf(Form.text(1, 50), 20);
    private static final Form<Visibility> VISIBILITY = Form.oneOf(Visibility.class);

    private EditReader() {}

    /// The edit; tags that are named twice count once.
    ///
    /// @throws ProblemException 400; names every wrong field
    static Edit read(Fields body) {
        Change<String> title = body.change("title", TITLE);
        Change<String> description = body.change("description", DESCRIPTION);
        Change<List<String>> tags = body.change("tags", TAGS);
        Change<Visibility> visibility = body.change("visibility", VISIBILITY);
        if (visibility instanceof Change.Remove<Visibility>()) {
            body.wrong("visibility", "cannot be removed; must be " + VISIBILITY.expected());
        }
        body.check();
        return new Edit(title, description, distinct(tags), visibility.of(Optional.empty()));
    }

    private static Change<List<String>> distinct(Change<List<String>> tags) {
        return tags instanceof Change.Set<List<String>>(List<String> list)
                ? new Change.Set<>(list.stream().distinct().toList())
                : tags;
    }
}
