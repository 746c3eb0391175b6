package dev.darkroom.upload;

import dev.darkroom.http.CaptionForms;
import dev.darkroom.http.FieldError;
import dev.darkroom.http.Fields;
import dev.darkroom.http.Form;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.ProblemType;
import dev.darkroom.model.Announcement;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Visibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the body of `POST /photos`.
final class IntentReader {
    static final int MAX_PHOTOS = 20;

    private static final Form<String> FILE_NAME = Form.text(1, 255);
    private static final Form<String> CONTENT_TYPE = Form.text(1, 100);
    private static final Form<Long> SIZE = new Form<>(
            Form.wholeNumber(1, ImageType.MAX_BYTES).read(),
            "a whole number of bytes from 1 to " + ImageType.MAX_BYTES + " (25 MB)");
    private static final Form<String> SHA256 =
            Form.matching(Pattern.compile("[0-9a-fA-F]{64}"), "the file's SHA-256 as 64 hex digits");

    private static final String ACCEPTED =
            Arrays.stream(ImageType.values()).map(ImageType::contentType).collect(Collectors.joining(", "));
    private static final String UNSUPPORTED = "is not accepted; must be one of " + ACCEPTED;

    private IntentReader() {}

    /// The intents, in their order.
    ///
    /// @throws ProblemException 415 where types of image are all that is wrong, else 400; names every wrong field
    static List<PhotoIntent> read(Fields body) {
        List<PhotoIntent> intents = new ArrayList<>();
        for (Fields photo : body.objects("photos", 1, MAX_PHOTOS)) {
            intent(photo).ifPresent(intents::add);
        }
        List<FieldError> errors = body.isSound() ? body.errors() : List.of();
        if (!errors.isEmpty()
                && errors.stream().allMatch(error -> error.message().equals(UNSUPPORTED))) {
            throw new ProblemException(ProblemType.UNSUPPORTED_IMAGE_TYPE, advice(), errors);
        }
        body.check();
        return intents;
    }

    private static Optional<PhotoIntent> intent(Fields photo) {
        Optional<String> fileName = photo.optional("fileName", FILE_NAME);
        Optional<ImageType> type = type(photo);
        Optional<Long> size = photo.required("sizeBytes", SIZE);
        Optional<String> sha256 = photo.required("sha256", SHA256);
        Optional<String> title = photo.optional("title", CaptionForms.TITLE);
        Optional<String> description = photo.optional("description", CaptionForms.DESCRIPTION);
        Optional<List<String>> tags = photo.optional("tags", CaptionForms.TAGS);
        Optional<Visibility> visibility = photo.optional("visibility", CaptionForms.VISIBILITY);
        if (!photo.isSound()) {
            return Optional.empty();
        }
        var announcement = new Announcement(
                fileName,
                type.orElseThrow(),
                size.orElseThrow(),
                sha256.orElseThrow().toLowerCase(Locale.ROOT));
        return Optional.of(new PhotoIntent(
                announcement,
                visibility.orElse(Visibility.FRIENDS),
                title,
                description,
                tags.orElse(List.of()).stream().distinct().toList()));
    }

    private static Optional<ImageType> type(Fields photo) {
        Optional<String> contentType = photo.required("contentType", CONTENT_TYPE);
        Optional<ImageType> type = contentType.flatMap(ImageType::ofContentType);
        if (contentType.isPresent() && type.isEmpty()) {
            photo.wrong("contentType", UNSUPPORTED);
        }
        return type;
    }

    private static String advice() {
        return "Accepted types are " + ACCEPTED + ". Convert other files to JPEG first; for HEIC photos of an iPhone,"
                + " choose 'Most Compatible' under Settings > Camera > Formats, or export them as JPEG.";
    }
}
