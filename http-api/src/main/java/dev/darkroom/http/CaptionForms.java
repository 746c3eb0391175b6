package dev.darkroom.http;

import dev.darkroom.model.CaptionLimits;
import dev.darkroom.model.Visibility;
import java.util.List;

/// The forms of what an owner says of a photo, with an intent or by an edit.
public final class CaptionForms {
    public static final Form<String> TITLE = Form.text(1, CaptionLimits.TITLE_CHARACTERS);
    public static final Form<String> DESCRIPTION = Form.text(1, CaptionLimits.DESCRIPTION_CHARACTERS);
    public static final Form<List<String>> TAGS =
            Form.listOf(Form.text(1, CaptionLimits.TAG_CHARACTERS), CaptionLimits.TAGS);
    public static final Form<Visibility> VISIBILITY = Form.oneOf(Visibility.class);

    private CaptionForms() {}
}
