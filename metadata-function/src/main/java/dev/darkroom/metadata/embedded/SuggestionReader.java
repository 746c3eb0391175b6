package dev.darkroom.metadata.embedded;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import dev.darkroom.model.CaptionLimits;
import dev.darkroom.model.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what was written of the photo into its file, by whoever had it: each of title, description and keywords from
/// XMP where that has it, else from IPTC, else from EXIF.
/// Source: Metadata Working Group, Guidelines for Handling Image Metadata 2.0, 5.2 and 5.3,
/// <https://web.archive.org/web/20180919181934/http://www.metadataworkinggroup.org/pdf/mwg_guidance.pdf>
final class SuggestionReader {
    /// What cameras write of every photo.
    private static final Pattern NO_DESCRIPTION = Pattern.compile("(?i).*digital camera|sony dsc|default|untitled");

    private static final Pattern SEPARATOR = Pattern.compile(";");

    private SuggestionReader() {}

    /// What could be set as it is: shortened where it is longer than an owner could set it, without tags that are.
    static Optional<Suggestions> read(Optional<XmpPacket> xmp, Optional<byte[]> iptc, Metadata exif) {
        @Nullable Directory file = exif.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Optional<IptcDirectory> records = iptc.flatMap(SuggestionReader::records);
        Optional<String> title = xmp.flatMap(packet -> title(packet::title))
                .or(() -> records.flatMap(found -> title(() -> found.getString(IptcDirectory.TAG_OBJECT_NAME))))
                .or(() -> title(() -> windowsText(file, ExifIFD0Directory.TAG_WIN_TITLE)));
        Optional<String> description = xmp.flatMap(packet -> description(packet::description))
                .or(() -> records.flatMap(found -> description(() -> found.getString(IptcDirectory.TAG_CAPTION))))
                .or(() -> description(
                        () -> file == null ? null : file.getString(ExifIFD0Directory.TAG_IMAGE_DESCRIPTION)))
                .filter(text -> !text.equals(title.orElse("")));
        List<String> tags = Stream.<Callable<@Nullable List<String>>>of(
                        () -> xmp.orElseThrow().keywords(),
                        () -> keywords(records.orElseThrow()),
                        () -> keywords(windowsText(file, ExifIFD0Directory.TAG_WIN_KEYWORDS)))
                .map(SuggestionReader::tags)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        return Suggestions.of(title, description, tags);
    }

    private static Optional<String> title(Callable<@Nullable String> text) {
        return Attempt.at(text)
                .map(PlainText::line)
                .filter(line -> !line.isEmpty())
                .map(line -> PlainText.shortened(line, CaptionLimits.TITLE_CHARACTERS));
    }

    private static Optional<String> description(Callable<@Nullable String> text) {
        return Attempt.at(text)
                .map(PlainText::lines)
                .filter(lines ->
                        !lines.isEmpty() && !NO_DESCRIPTION.matcher(lines).matches())
                .map(lines -> PlainText.shortened(lines, CaptionLimits.DESCRIPTION_CHARACTERS));
    }

    private static List<String> tags(Callable<@Nullable List<String>> keywords) {
        return Attempt.at(keywords).stream()
                .flatMap(List::stream)
                .map(PlainText::line)
                .filter(tag -> CaptionLimits.isText(tag, 1, CaptionLimits.TAG_CHARACTERS))
                .distinct()
                .limit(CaptionLimits.TAGS)
                .toList();
    }

    private static Optional<IptcDirectory> records(byte[] iptc) {
        Metadata metadata = new Metadata();
        Attempt.at(() -> {
            new IptcReader().extract(new SequentialByteArrayReader(iptc), metadata, iptc.length);
            return metadata;
        });
        return Optional.ofNullable(metadata.getFirstDirectoryOfType(IptcDirectory.class));
    }

    private static @Nullable List<String> keywords(IptcDirectory records) {
        String @Nullable [] several = records.getStringArray(IptcDirectory.TAG_KEYWORDS);
        if (several != null) {
            return List.of(several);
        }
        @Nullable String one = records.getString(IptcDirectory.TAG_KEYWORDS);
        return one == null ? null : List.of(one);
    }

    private static @Nullable List<String> keywords(@Nullable String list) {
        return list == null ? null : List.of(SEPARATOR.split(list, -1));
    }

    /// Text as Windows writes it into EXIF: UTF-16 in bytes, with a zero at its end.
    private static @Nullable String windowsText(@Nullable Directory file, int tag) {
        byte @Nullable [] bytes = file == null ? null : file.getByteArray(tag);
        return bytes == null ? null : new String(bytes, UTF_16LE);
    }
}
