package dev.darkroom.metadata.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes blocks that are small and mean to become large.
final class Bombs {
    private static final int BYTES = 65_000;
    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int SUB_DIRECTORIES = 0x014A;

    private Bombs() {}

    /// An EXIF block in which each of 5,000 entries has a value of 64,000 bytes: together 320 MB.
    static byte[] overlappingValues() {
        ByteBuffer block = ByteBuffer.allocate(BYTES);
        writeHeader(block);
        int entries = (BYTES - block.position() - 2) / 12 - 1;
        block.putShort((short) entries);
        for (int tag = 1; tag <= entries; tag++) {
            entry(block, tag, ASCII, BYTES - 1_000, 500);
        }
        return block.array();
    }

    /// An EXIF block in which a directory leads to thousands of others, each of which does too.
    static byte[] nestedDirectories() {
        ByteBuffer block = ByteBuffer.allocate(BYTES);
        writeHeader(block);
        int length = 18;
        while (block.remaining() > 2 * length) {
            int next = block.position() + length;
            block.putShort((short) 1);
            entry(block, SUB_DIRECTORIES, LONG, 1, next);
            block.putInt(0);
        }
        return block.array();
    }

    /// XML that becomes a billion laughs.
    static byte[] billionLaughs() {
        String entities = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)))
                .collect(Collectors.joining());
        return Captions.packet("<!DOCTYPE x [<!ENTITY l0 \"laugh\">" + entities + "]>", title("&l9;"));
    }

    /// XML that would read another resource into the title.
    static byte[] externalEntity(String address) {
        return Captions.packet("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + address + "\">]>", title("before &e; after"));
    }

    /// XML that would read another resource before anything else.
    static byte[] externalDocumentType(String address) {
        return Captions.packet("<!DOCTYPE x SYSTEM \"" + address + "\">", title("Pier"));
    }

    /// XML of elements in elements, as many as fit.
    static byte[] deepXml() {
        int depth = BYTES / 40;
        return Captions.packet("<dc:a rdf:parseType='Resource'>".repeat(depth) + "</dc:a>".repeat(depth));
    }

    /// XML of as many different properties as fit.
    static byte[] wideXml() {
        return Captions.packet(IntStream.range(0, BYTES / 16)
                .mapToObj(i -> "<dc:a%04d>x</dc:a%04d>".formatted(i, i))
                .limit(BYTES / 24)
                .collect(Collectors.joining()));
    }

    /// XML of as many namespaces as fit, none of them used twice in a thousand years.
    static byte[] namespaces(int seed) {
        return Captions.packet(IntStream.range(0, 500)
                .mapToObj(i -> "<n:a xmlns:n='urn:%d:%d'>x</n:a>".formatted(seed, i))
                .collect(Collectors.joining()));
    }

    static String title(String text) {
        return "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>" + text + "</rdf:li></rdf:Alt></dc:title>";
    }

    /// IPTC's records, as many as fit, all of them keywords of nothing.
    static byte[] emptyKeywords() {
        byte[] one = Captions.record(2, 25, "".getBytes(UTF_8));
        ByteBuffer records = ByteBuffer.allocate(BYTES / one.length * one.length);
        while (records.hasRemaining()) {
            records.put(one);
        }
        return records.array();
    }

    private static void writeHeader(ByteBuffer block) {
        block.putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
