package dev.darkroom.gallery;

import dev.darkroom.http.ProblemException;
import dev.darkroom.http.Request;
import dev.darkroom.model.CaptionLimits;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoFilter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what an owner's list is to show, from the query parameters `state`, `tag` and `visibility`.
final class PhotoFilters {
    private PhotoFilters() {}

    /// @throws ProblemException 400 where one has a value that no photo has
    static PhotoFilter read(Request request) {
        return new PhotoFilter(
                oneOf(request, "state", Album.LISTED),
                oneOf(request, "visibility", EnumSet.allOf(Visibility.class)),
                tag(request));
    }

    /// The one that the parameter names; all where it is missing.
    private static <E extends Enum<E>> Set<E> oneOf(Request request, String parameter, Collection<E> known) {
        Optional<String> wanted = request.query(parameter);
        if (wanted.isEmpty()) {
            return Set.copyOf(known);
        }
        return known.stream()
                .filter(value -> value.name().equals(wanted.get()))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> ProblemException.invalid(
                        parameter,
                        "must be one of " + known.stream().map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static Optional<String> tag(Request request) {
        Optional<String> tag = request.query("tag");
        boolean possible = tag.map(text -> text.codePointCount(0, text.length()))
                .filter(length -> length < 1 || length > CaptionLimits.TAG_CHARACTERS)
                .isEmpty();
        if (!possible) {
            throw ProblemException.invalid(
                    "tag", "must be a tag of 1 to " + CaptionLimits.TAG_CHARACTERS + " characters");
        }
        return tag;
    }
}
