package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Optional;

/// Tells which colour spaces have to be converted.
final class ColourProfiles {
    private static final int RGB_CHANNELS = 3;

    private ColourProfiles() {}

    /// The profile to convert from. Empty for sRGB, under whatever copy of its profile, and for what is not RGB.
    static Optional<ICC_Profile> toConvertFrom(ColorSpace colours) {
        if (colours.isCS_sRGB() || !(colours instanceof ICC_ColorSpace icc) || icc.getNumComponents() != RGB_CHANNELS) {
            return Optional.empty();
        }
        return isCopyOfSrgb(icc.getProfile()) ? Optional.empty() : Optional.of(icc.getProfile());
    }

    /// The same for a profile as it is embedded; one that makes no sense is none.
    static Optional<ICC_Profile> toConvertFrom(byte[] embedded) {
        try {
            return toConvertFrom(new ICC_ColorSpace(ICC_Profile.getInstance(embedded)));
        } catch (IllegalArgumentException | CMMException senseless) {
            return Optional.empty();
        }
    }

    private static boolean isCopyOfSrgb(ICC_Profile profile) {
        byte[] description = profile.getData(ICC_Profile.icSigProfileDescriptionTag);
        if (description == null) {
            return false;
        }
        // ASCII or UTF-16, by the profile's version; sRGB's primaries with linear light are another space.
        String text = new String(description, ISO_8859_1).replace("\0", "");
        return text.contains("sRGB") && !text.contains("inear");
    }
}
