package dev.darkroom.gallery;

import dev.darkroom.http.CaptionForms;
import dev.darkroom.http.Fields;
import dev.darkroom.http.ProblemException;
import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Visibility;
import java.util.List;
import java.util.Optional;

/// Reads a merge patch of a photo. Source: <https://www.rfc-editor.org/rfc/rfc7396>
final class EditReader {
    private EditReader() {}

    /// The edit; tags that are named twice count once.
    ///
    /// @throws ProblemException 400; names every wrong field
    static Edit read(Fields body) {
        Change<String> title = body.change("title", CaptionForms.TITLE);
        Change<String> description = body.change("description", CaptionForms.DESCRIPTION);
        Change<List<String>> tags = body.change("tags", CaptionForms.TAGS);
        Change<Visibility> visibility = body.change("visibility", CaptionForms.VISIBILITY);
        if (visibility instanceof Change.Remove<Visibility>()) {
            body.wrong("visibility", "cannot be removed; must be " + CaptionForms.VISIBILITY.expected());
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
