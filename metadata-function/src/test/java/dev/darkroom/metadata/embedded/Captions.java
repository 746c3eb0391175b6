package dev.darkroom.metadata.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Writes captions as programs put them into files.
final class Captions {
    private static final int TITLE = 5;
    private static final int KEYWORD = 25;
    private static final int CAPTION = 120;

    private Captions() {}

    /// IPTC's records, in UTF-8 and saying so.
    static byte[] iptc(String title, String caption, String... keywords) {
        var records = new ByteArrayOutputStream();
        records.writeBytes(record(1, 90, "\u001B%G".getBytes(ISO_8859_1)));
        records.writeBytes(record(2, TITLE, title.getBytes(UTF_8)));
        for (String keyword : keywords) {
            records.writeBytes(record(2, KEYWORD, keyword.getBytes(UTF_8)));
        }
        records.writeBytes(record(2, CAPTION, caption.getBytes(UTF_8)));
        return records.toByteArray();
    }

    static byte[] record(int number, int dataset, byte[] value) {
        byte[] head = {0x1C, (byte) number, (byte) dataset, (byte) (value.length >> 8), (byte) value.length};
        return Files.joined(head, value);
    }

    /// An XMP packet.
    static byte[] xmp(String title, String description, String... keywords) {
        return packet("""
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
                <dc:subject><rdf:Bag>%s</rdf:Bag></dc:subject>""".formatted(
                        title,
                        description,
                        Arrays.stream(keywords)
                                .map(keyword -> "<rdf:li>" + keyword + "</rdf:li>")
                                .collect(Collectors.joining())));
    }

    /// An XMP packet around properties.
    static byte[] packet(String properties) {
        return packet("", properties);
    }

    /// @param prolog goes before the root
    static byte[] packet(String prolog, String properties) {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>%s
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                    xmlns:aux="http://ns.adobe.com/exif/1.0/aux/">
                %s
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>""".formatted(prolog, properties).getBytes(UTF_8);
    }
}
