package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Decodes once, scales step by step and encodes. The codec decides where the pixels are.
public final class PhotoEngine implements RenditionEngine {
    private final Codec codec;
    private final RenditionTable table;
    private final boolean keepsOpacity;

    /// @throws IllegalArgumentException where the codec does not write a format of the table
    PhotoEngine(Codec codec, RenditionTable table) {
        this.codec = codec;
        this.table = table;
        keepsOpacity = table.specs().stream().anyMatch(spec -> spec.format().knowsOpacity());
        for (RenditionSpec spec : table.specs()) {
            if (!codec.formats().contains(spec.format())) {
                throw new IllegalArgumentException("rendition \"" + spec + "\" needs the native codec, and "
                        + codec.version() + " is what runs on this machine");
            }
        }
    }

    /// With the native codec where it can be loaded, and with the JDK's elsewhere.
    ///
    /// @throws IllegalArgumentException where this machine has no codec for a format of the table
    public static PhotoEngine making(RenditionTable table) {
        return new PhotoEngine(NativeCodec.load().orElseGet(ImageIoCodec::new), table);
    }

    /// With the JDK's codec alone, for comparing.
    public static PhotoEngine withoutNativeCode(RenditionTable table) {
        return new PhotoEngine(new ImageIoCodec(), table);
    }

    /// Decodes as [#render] would and makes nothing of it: the least that any rendition costs.
    public void decode(byte[] original) {
        if (Inspector.inspect(original) instanceof Inspection.Acceptable(ImageHeader header, ImageType type, int _)) {
            try (Arena arena = Arena.ofConfined()) {
                codec.decode(original, header, type, wanted(fromTheLargestScale(header), header), arena);
            } catch (IOException damaged) {
                throw new UncheckedIOException(damaged);
            }
        }
    }

    @Override
    public String recipe() {
        return codec.version() + " " + table;
    }

    @Override
    public int renditions() {
        return table.specs().size();
    }

    @Override
    public Rendering render(byte[] original) {
        return switch (Inspector.inspect(original)) {
            case Inspection.Refused refused -> new Rendering.Refused(refused.header(), refused.reason());
            case Inspection.Acceptable acceptable -> {
                // What is in native memory is freed here, whatever happens before.
                try (Arena arena = Arena.ofConfined()) {
                    yield render(original, acceptable.header(), acceptable.type(), arena);
                }
            }
        };
    }

    private Rendering render(byte[] original, ImageHeader header, ImageType type, Arena arena) {
        List<RenditionSpec> specs = fromTheLargestScale(header);
        Wanted wanted = wanted(specs, header);
        Decoded decoded;
        try {
            decoded = codec.decode(original, header, type, wanted, arena);
        } catch (IOException | RuntimeException damaged) {
            // Decoders trip over damaged files in every way there is; memory and the machine are Errors and pass.
            return new Rendering.Refused(header, Rejection.DAMAGED);
        }
        return rendered(largest(decoded, wanted.scale(), header), specs, header);
    }

    private Wanted wanted(List<RenditionSpec> fromTheLargestScale, ImageHeader header) {
        return new Wanted(scale(fromTheLargestScale.getFirst(), header), keepsOpacity);
    }

    private static double scale(RenditionSpec spec, ImageHeader header) {
        return spec.scale(header.width(), header.height());
    }

    private List<RenditionSpec> fromTheLargestScale(ImageHeader header) {
        return table.specs().stream()
                .sorted(Comparator.comparingDouble((RenditionSpec spec) -> scale(spec, header))
                        .reversed())
                .toList();
    }

    /// Turning and converting cost least when the pixels are few.
    private static Pixels largest(Decoded decoded, double scale, ImageHeader header) {
        Pixels pixels = decoded.pixels().scaledTo(scaled(header.width(), scale), scaled(header.height(), scale));
        Pixels converted = decoded.conversion().map(pixels::convertedToSrgb).orElse(pixels);
        return converted.oriented(header.orientation());
    }

    private Rendering rendered(Pixels largest, List<RenditionSpec> specs, ImageHeader header) {
        Map<RenditionSpec, EncodedRendition> renditions = new HashMap<>();
        Pixels pixels = largest;
        for (RenditionSpec spec : specs) {
            double scale = scale(spec, header);
            pixels = pixels.scaledTo(scaled(header.shownWidth(), scale), scaled(header.shownHeight(), scale));
            Pixels cut = spec.shape() == RenditionSpec.Shape.SQUARE
                    ? pixels.cutToSquare(Math.min(pixels.width(), pixels.height()))
                    : pixels;
            byte[] file = cut.encoded(spec.format(), spec.quality());
            renditions.put(spec, new EncodedRendition(spec.name(), cut.width(), cut.height(), spec.format(), file));
        }
        List<EncodedRendition> inOrder = table.specs().stream()
                .map(spec -> Objects.requireNonNull(renditions.get(spec)))
                .toList();
        return new Rendering.Rendered(header, Placeholder.of(pixels), inOrder);
    }

    /// What an edge becomes, never under one pixel.
    private static int scaled(int edge, double scale) {
        return Math.max(1, (int) Math.round(edge * scale));
    }
}
