package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes colour profiles from what defines them, and says by its own arithmetic which sRGB a colour is: nothing
/// of it is the code under test or the JDK's.
/// Source: <https://www.color.org/specification/ICC.1-2001-04.pdf>
final class Profiles {
    static final double[][] DISPLAY_P3 = {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}};
    static final double[][] ADOBE_RGB = {{0.64, 0.33}, {0.21, 0.71}, {0.15, 0.06}};
    static final double[][] SRGB = {{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}};

    private static final double[] D65 = {0.3127, 0.3290};
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };
    private static final int HEADER_BYTES = 128;

    private Profiles() {}

    /// An RGB display with the white of D65.
    ///
    /// @param gamma what samples are raised to
    static byte[] rgb(double[][] primaries, double gamma) {
        double[][] matrix = toXyz(primaries);
        Map<String, byte[]> tags = tags();
        for (int channel = 0; channel < 3; channel++) {
            String name = "rgb".substring(channel, channel + 1);
            tags.put(name + "XYZ", xyz(matrix[0][channel], matrix[1][channel], matrix[2][channel]));
            tags.put(name + "TRC", curve(gamma));
        }
        return profile("mntr", "RGB ", "XYZ ", tags);
    }

    static byte[] grey(double gamma) {
        Map<String, byte[]> tags = tags();
        tags.put("kTRC", curve(gamma));
        return profile("mntr", "GRAY", "XYZ ", tags);
    }

    /// A printer whose inks, each fully or not at all, give sixteen colours, and between those what lies between.
    ///
    /// @param lab sixteen colours in Lab, black the ink that changes fastest, cyan the slowest
    static byte[] cmyk(double[][] lab) {
        ByteBuffer table = ByteBuffer.allocate(52 + 4 * 4 + lab.length * 6 + 3 * 4);
        table.put("mft2".getBytes(US_ASCII)).putInt(0).put(new byte[] {4, 3, 2, 0});
        for (int i = 0; i < 9; i++) {
            table.putInt(i % 4 == 0 ? 1 << 16 : 0);
        }
        table.putShort((short) 2).putShort((short) 2);
        for (int ink = 0; ink < 4; ink++) {
            table.putShort((short) 0).putShort((short) 0xFFFF);
        }
        for (double[] colour : lab) {
            table.putShort((short) Math.round(colour[0] / 100 * 0xFF00));
            table.putShort((short) Math.round((colour[1] + 128) * 256));
            table.putShort((short) Math.round((colour[2] + 128) * 256));
        }
        for (int axis = 0; axis < 3; axis++) {
            table.putShort((short) 0).putShort((short) 0xFFFF);
        }
        Map<String, byte[]> tags = tags();
        tags.put("A2B0", table.array());
        return profile("prtr", "CMYK", "Lab ", tags);
    }

    /// What a colour of an RGB profile is in sRGB; what sRGB does not have, as near as each channel goes.
    static Color inSrgb(Color colour, double[][] primaries, double gamma) {
        double[] light = {
            Math.pow(colour.getRed() / 255.0, gamma),
            Math.pow(colour.getGreen() / 255.0, gamma),
            Math.pow(colour.getBlue() / 255.0, gamma)
        };
        return ofXyz(times(toXyz(primaries), light));
    }

    static Color inSrgb(int grey, double gamma) {
        int value = (int) Math.round(encoded(Math.pow(grey / 255.0, gamma)) * 255);
        return new Color(value, value, value);
    }

    static Color ofLab(double[] lab) {
        double y = (lab[0] + 16) / 116;
        return ofXyz(new double[] {
            D50[0] * uncubed(y + lab[1] / 500), D50[1] * uncubed(y), D50[2] * uncubed(y - lab[2] / 200)
        });
    }

    private static double uncubed(double value) {
        return value > 6 / 29.0 ? value * value * value : 3 * 36 / 841.0 * (value - 4 / 29.0);
    }

    private static Color ofXyz(double[] xyz) {
        double[] light = times(inverse(toXyz(SRGB)), xyz);
        return new Color(channel(light[0]), channel(light[1]), channel(light[2]));
    }

    private static int channel(double light) {
        return (int) Math.round(Math.clamp(encoded(Math.clamp(light, 0, 1)), 0, 1) * 255);
    }

    /// sRGB's own curve. Source: <https://www.w3.org/Graphics/Color/sRGB>
    private static double encoded(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    /// From light of three primaries to XYZ as seen by D50, which is what profiles have.
    private static double[][] toXyz(double[][] primaries) {
        double[][] columns = new double[3][3];
        for (int channel = 0; channel < 3; channel++) {
            double[] one = ofChromaticity(primaries[channel]);
            for (int row = 0; row < 3; row++) {
                columns[row][channel] = one[row];
            }
        }
        double[] white = ofChromaticity(D65);
        double[] amounts = times(inverse(columns), white);
        for (double[] row : columns) {
            for (int channel = 0; channel < 3; channel++) {
                row[channel] *= amounts[channel];
            }
        }
        double[] from = times(BRADFORD, white);
        double[] to = times(BRADFORD, D50);
        double[][] scale = {{to[0] / from[0], 0, 0}, {0, to[1] / from[1], 0}, {0, 0, to[2] / from[2]}};
        return times(inverse(BRADFORD), times(scale, times(BRADFORD, columns)));
    }

    private static double[] ofChromaticity(double[] xy) {
        return new double[] {xy[0] / xy[1], 1, (1 - xy[0] - xy[1]) / xy[1]};
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int row = 0; row < 3; row++) {
            product[row] = matrix[row][0] * vector[0] + matrix[row][1] * vector[1] + matrix[row][2] * vector[2];
        }
        return product;
    }

    private static double[][] times(double[][] one, double[][] other) {
        double[][] product = new double[3][3];
        for (int column = 0; column < 3; column++) {
            double[] made = times(one, new double[] {other[0][column], other[1][column], other[2][column]});
            for (int row = 0; row < 3; row++) {
                product[row][column] = made[row];
            }
        }
        return product;
    }

    private static double[][] inverse(double[][] m) {
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            determinant += m[0][i] * cofactor(m, 0, i);
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                inverse[row][column] = cofactor(m, column, row) / determinant;
            }
        }
        return inverse;
    }

    private static double cofactor(double[][] m, int row, int column) {
        int r1 = (row + 1) % 3;
        int r2 = (row + 2) % 3;
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
    }

    private static Map<String, byte[]> tags() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        byte[] name = "made by a test\0".getBytes(US_ASCII);
        tags.put(
                "desc",
                ByteBuffer.allocate(12 + name.length + 78)
                        .put("desc".getBytes(US_ASCII))
                        .putInt(0)
                        .putInt(name.length)
                        .put(name)
                        .array());
        tags.put("wtpt", xyz(D50[0], D50[1], D50[2]));
        return tags;
    }

    private static byte[] xyz(double x, double y, double z) {
        ByteBuffer tag = ByteBuffer.allocate(20).put("XYZ ".getBytes(US_ASCII)).putInt(0);
        for (double value : new double[] {x, y, z}) {
            tag.putInt((int) Math.round(value * (1 << 16)));
        }
        return tag.array();
    }

    /// A power, as a table, which every version of the format has.
    private static byte[] curve(double gamma) {
        int entries = 1024;
        ByteBuffer tag = ByteBuffer.allocate(12 + 2 * entries)
                .put("curv".getBytes(US_ASCII))
                .putInt(0)
                .putInt(entries);
        for (int i = 0; i < entries; i++) {
            tag.putShort((short) Math.round(Math.pow(i / (entries - 1.0), gamma) * 0xFFFF));
        }
        return tag.array();
    }

    private static byte[] profile(String deviceClass, String space, String connection, Map<String, byte[]> tags) {
        ByteBuffer directory = ByteBuffer.allocate(4 + 12 * tags.size()).putInt(tags.size());
        var data = new ByteArrayOutputStream();
        int start = HEADER_BYTES + directory.capacity();
        tags.forEach((name, tag) -> {
            directory.put(name.getBytes(US_ASCII)).putInt(start + data.size()).putInt(tag.length);
            data.writeBytes(tag);
            data.writeBytes(new byte[-tag.length & 3]);
        });
        ByteBuffer profile = ByteBuffer.allocate(start + data.size());
        profile.putInt(profile.capacity()).putInt(0).putInt(0x02400000);
        profile.put((deviceClass + space + connection).getBytes(US_ASCII));
        profile.put(new byte[12]).put("acsp".getBytes(US_ASCII)).put(new byte[28]);
        profile.putInt((int) Math.round(D50[0] * (1 << 16))).putInt(1 << 16);
        profile.putInt((int) Math.round(D50[2] * (1 << 16)));
        return profile.position(HEADER_BYTES)
                .put(directory.array())
                .put(data.toByteArray())
                .array();
    }
}
