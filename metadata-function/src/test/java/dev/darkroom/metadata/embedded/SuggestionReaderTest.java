package dev.darkroom.metadata.embedded;

import static dev.darkroom.metadata.embedded.Captions.iptc;
import static dev.darkroom.metadata.embedded.Captions.packet;
import static dev.darkroom.metadata.embedded.Captions.xmp;
import static dev.darkroom.metadata.embedded.Files.NOTHING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Capture;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionReaderTest {
    private static final Tiff EXIF =
            new Tiff().described("EXIF description").titled("EXIF title").tagged("exif one;exif two; ;exif one");
    private static final byte[] TIFF = EXIF.bytes();
    private static final byte[] IPTC = iptc("IPTC title", "IPTC caption", "iptc one", "iptc two");
    private static final byte[] XMP = xmp("XMP title", "XMP description", "xmp one", "xmp two");

    @Test
    void xmpComesBeforeIptcAndThatBeforeExif() {
        assertThat(suggested(TIFF, IPTC, XMP))
                .isEqualTo(suggestions("XMP title", "XMP description", "xmp one", "xmp two"));
        assertThat(suggested(TIFF, IPTC, NOTHING))
                .isEqualTo(suggestions("IPTC title", "IPTC caption", "iptc one", "iptc two"));
        assertThat(suggested(TIFF, NOTHING, NOTHING))
                .isEqualTo(suggestions("EXIF title", "EXIF description", "exif one", "exif two"));
        assertThat(suggested(NOTHING, NOTHING, NOTHING)).isEmpty();
    }

    @Test
    void eachPartComesFromTheFirstThatHasIt() {
        assertThat(suggested(TIFF, iptc(" ", "IPTC caption"), packet(Bombs.title("XMP title"))))
                .isEqualTo(suggestions("XMP title", "IPTC caption", "exif one", "exif two"));
    }

    @Test
    void everyFormatHasItsSuggestions() {
        Optional<Suggestions> expected = suggestions("XMP title", "XMP description", "xmp one", "xmp two");

        assertThat(read(ImageType.PNG, Files.png(TIFF, XMP)).suggestions()).isEqualTo(expected);
        assertThat(read(ImageType.WEBP, Files.webp(TIFF, XMP, 100)).suggestions())
                .isEqualTo(expected);
    }

    @Test
    void textInOtherWritingAndEncodingsIsRead() {
        assertThat(suggested(NOTHING, NOTHING, xmp("\u6e2f\u3001\u671d", "Caf\u00e9 &amp; quay", "\uD83D\uDCF7")))
                .isEqualTo(suggestions("\u6e2f\u3001\u671d", "Caf\u00e9 & quay", "\uD83D\uDCF7"));
        assertThat(suggested(NOTHING, iptc("Caf\u00e9", "\u6e2f"), NOTHING))
                .isEqualTo(suggestions("Caf\u00e9", "\u6e2f"));
        byte[] latin = Captions.record(2, 5, "Caf\u00e9".getBytes(ISO_8859_1));
        assertThat(suggested(NOTHING, latin, NOTHING))
                .isEqualTo(Suggestions.of(Optional.of("Caf\u00e9"), none(), List.of()));
        assertThat(suggested(new Tiff().titled("\u6e2f").described("Caf\u00e9").bytes(), NOTHING, NOTHING))
                .isEqualTo(suggestions("\u6e2f", "Caf\u00e9"));
    }

    @Test
    void aDefaultLanguageComesBeforeOthers() {
        assertThat(suggested(NOTHING, NOTHING, packet("""
                        <dc:title><rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li>
                        <rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:title>
                        <dc:description><rdf:Alt><rdf:li xml:lang="de">Morgens</rdf:li></rdf:Alt></dc:description>"""))).isEqualTo(suggestions("Harbour", "Morgens"));
    }

    @Test
    void whatIsSuggestedCouldBeSetAsItIs() {
        String[] keywords = IntStream.range(0, 30).mapToObj(i -> "k" + i).toArray(String[]::new);
        keywords[3] = "x".repeat(51);
        keywords[4] = "k5";
        Suggestions suggested = suggested(
                        NOTHING,
                        NOTHING,
                        xmp("a\u202Eb\n  c" + "t".repeat(300), "one\r\ntwo\u200E" + "d".repeat(3_000), keywords))
                .orElseThrow();

        assertThat(suggested.title().orElseThrow()).startsWith("a b ct").hasSize(200);
        assertThat(suggested.description().orElseThrow()).startsWith("one\ntwo").hasSize(2_000);
        assertThat(suggested.tags())
                .hasSize(20)
                .doesNotHaveDuplicates()
                .startsWith("k0", "k1", "k2", "k5", "k6")
                .isEqualTo(Arrays.stream(keywords)
                        .filter(keyword -> keyword.length() <= 50)
                        .distinct()
                        .limit(20)
                        .collect(Collectors.toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "KONICA MINOLTA DIGITAL CAMERA", "default"})
    void whatACameraWritesOfEveryPhotoIsNoDescription(String text) {
        assertThat(suggested(new Tiff().described(text).bytes(), NOTHING, NOTHING))
                .isEmpty();
    }

    @Test
    void aDescriptionThatOnlySaysTheTitleAgainIsNone() {
        assertThat(suggested(new Tiff().described("Pier").titled("Pier").bytes(), NOTHING, NOTHING))
                .isEqualTo(Suggestions.of(Optional.of("Pier"), none(), List.of()));
    }

    @Test
    void aLensThatOnlyXmpNamesIsRead() {
        Capture capture =
                read(ImageType.JPEG, Files.jpeg(TIFF, NOTHING, packet("<aux:Lens>EF50mm f/1.8</aux:Lens>"), 0));

        assertThat(capture.lens()).contains("EF50mm f/1.8");
    }

    private static Optional<Suggestions> suggested(byte[] tiff, byte[] iptc, byte[] xmp) {
        return read(ImageType.JPEG, Files.jpeg(tiff, iptc, xmp, 0)).suggestions();
    }

    private static Capture read(ImageType type, byte[] file) {
        return CaptureReader.read(MetadataBlocks.find(type, file));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static Optional<Suggestions> suggestions(String title, String description, String... tags) {
        return Suggestions.of(Optional.of(title), Optional.of(description), List.of(tags));
    }
}
