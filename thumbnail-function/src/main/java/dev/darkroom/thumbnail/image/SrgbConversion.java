package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Optional;

/// What brings the samples of one file, measured in the colours of its embedded profile, to sRGB. A profile is
/// part of somebody's file: one that makes no sense is as good as none.
/// Source: <https://www.color.org/specification/ICC.1-2022-05.pdf>
final class SrgbConversion {
    static final int GREY = 1;
    static final int RGB = 3;
    static final int CMYK = 4;

    /// Profiles for print, the largest there are, have some three megabytes.
    static final int MAX_PROFILE_BYTES = 1 << 22;

    /// How much lighter white is than black, of 255, where a picture is left to be seen.
    private static final int LEAST_CONTRAST = 64;

    private static final int FULL = 255;

    private final ColorConvertOp operation;
    private final int channels;
    private final byte[] ofGreys;

    private SrgbConversion(ICC_Profile profile, int channels) {
        this.channels = channels;
        operation = new ColorConvertOp(new ICC_ColorSpace(profile), ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
        ofGreys = channels == GREY ? converted(ramp()) : new byte[0];
    }

    /// The conversion that a profile as it is embedded asks for. Empty where there is none, for sRGB, under
    /// whatever copy of its profile, and where the profile makes no sense, is for samples of another kind, or
    /// leaves nothing to be seen.
    ///
    /// @param channels of the file's samples
    static Optional<SrgbConversion> from(byte[] embedded, int channels) {
        if (embedded.length == 0 || embedded.length > MAX_PROFILE_BYTES) {
            return Optional.empty();
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(embedded);
            if (profile.getColorSpaceType() != colourSpace(channels) || isCopyOfSrgb(profile)) {
                return Optional.empty();
            }
            return Optional.of(new SrgbConversion(profile, channels)).filter(SrgbConversion::showsAnything);
        } catch (RuntimeException senseless) {
            // The JDK trips over damaged profiles in every way there is.
            return Optional.empty();
        }
    }

    /// The same pixels in sRGB.
    ///
    /// @param samples a pixel's after the other's, as many as the profile has channels; full ink is 255
    /// @return three for each pixel
    byte[] converted(byte[] samples) {
        int pixels = samples.length / channels;
        byte[] rgb = new byte[pixels * RGB];
        operation.filter(raster(samples, pixels, channels), raster(rgb, pixels, RGB));
        return rgb;
    }

    /// The same of pixels that have three samples, which are equal where the profile is for greys.
    byte[] convertedRgb(byte[] rgb) {
        if (channels == RGB) {
            return converted(rgb);
        }
        byte[] converted = new byte[rgb.length];
        for (int at = 0; at < rgb.length; at += RGB) {
            System.arraycopy(ofGreys, Byte.toUnsignedInt(rgb[at]) * RGB, converted, at, RGB);
        }
        return converted;
    }

    private boolean showsAnything() {
        byte[] extremes = new byte[2 * channels];
        Arrays.fill(extremes, channels, 2 * channels, (byte) FULL);
        byte[] rgb = converted(extremes);
        int first = brightness(rgb, 0);
        int second = brightness(rgb, RGB);
        return (channels == CMYK ? first - second : second - first) >= LEAST_CONTRAST;
    }

    private static int brightness(byte[] rgb, int at) {
        return (Byte.toUnsignedInt(rgb[at]) + Byte.toUnsignedInt(rgb[at + 1]) + Byte.toUnsignedInt(rgb[at + 2])) / RGB;
    }

    private static byte[] ramp() {
        byte[] ramp = new byte[FULL + 1];
        for (int grey = 0; grey <= FULL; grey++) {
            ramp[grey] = (byte) grey;
        }
        return ramp;
    }

    private static int colourSpace(int channels) {
        return switch (channels) {
            case GREY -> ColorSpace.TYPE_GRAY;
            case RGB -> ColorSpace.TYPE_RGB;
            case CMYK -> ColorSpace.TYPE_CMYK;
            default -> throw new IllegalArgumentException("no image has " + channels + " channels");
        };
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

    private static WritableRaster raster(byte[] samples, int pixels, int channels) {
        int[] offsets = new int[channels];
        Arrays.setAll(offsets, channel -> channel);
        return Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), pixels, 1, pixels * channels, channels, offsets, null);
    }
}
