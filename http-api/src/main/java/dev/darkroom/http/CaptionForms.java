package dev.darkroom.http;

import dev.darkroom.model.Visibility;
import java.util.List;

/// The forms of what an owner says of a photo, with an intent or by an edit.
public final class CaptionForms {
    /// The most characters of one tag.
    public static final int MAX_TAG_CHARS = 50;

    public static final Form<String> TITLE = Form.text(1, 200);
    public static final Form<String> DESCRIPTION = Form.text(1, 2_000);
    public static final Form<List<String>> TAGS = Form.listOf(Form.text(1, MAX_TAG_CHARS), 20);
    public static final Form<Visibility> VISIBILITY = Form.oneOf(Visibility.class);

    private CaptionForms() {}
}
