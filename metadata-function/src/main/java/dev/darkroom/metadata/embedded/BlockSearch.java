package dev.darkroom.metadata.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.darkroom.model.ImageType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One search for the blocks of metadata in a file's head, format by format.
final class BlockSearch {
    private static final int MAX_EXIF_BYTES = 1024 * 1024;
    private static final int MAX_XMP_BYTES = 64 * 1024;
    private static final byte[] EXIF_NAME = "Exif\0".getBytes(ISO_8859_1);
    /// The name and the filler after it.
    private static final int EXIF_NAME_BYTES = 6;

    private static final byte[] XMP_NAME = "http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1);
    /// A name, then two flags for compression, an empty language and an empty translation, each with its end.
    private static final byte[] XMP_TEXT_NAME = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1);

    private static final byte[] PHOTOSHOP_NAME = "Photoshop 3.0\0".getBytes(ISO_8859_1);
    private static final int IMAGE_RESOURCE = 0x3842494D;
    private static final int IPTC_RESOURCE = 0x0404;

    private final ByteBuffer head;
    private byte @Nullable [] exif;
    private byte @Nullable [] iptc;
    private byte @Nullable [] xmp;

    BlockSearch(byte[] head) {
        this.head = ByteBuffer.wrap(head);
    }

    MetadataBlocks in(ImageType type) {
        boolean isComplete = true;
        try {
            switch (type) {
                case JPEG -> inJpeg();
                case PNG -> inPng();
                case WEBP -> inWebp();
                case GIF -> {
                    // XMP in GIFs is a curiosity, and a GIF has no EXIF.
                }
            }
        } catch (BufferUnderflowException endsBefore) {
            isComplete = false;
        }
        return new MetadataBlocks(
                Optional.ofNullable(exif), Optional.ofNullable(iptc), Optional.ofNullable(xmp), isComplete);
    }

    /// Segments stand before the first scan: EXIF and XMP in APP1, IPTC in Photoshop's APP13. XMP that is too long
    /// for one segment goes on in others, which are left.
    /// Source: <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, annex B; XMP specification, part 3, 1.1.3
    private void inJpeg() {
        take(2);
        while (exif == null || iptc == null || xmp == null) {
            int marker = Short.toUnsignedInt(head.getShort());
            boolean isSegment = marker > 0xFFBF && marker < 0xFFFF;
            if (!isSegment || marker == 0xFFDA || marker == 0xFFD9) {
                return;
            }
            int length = Short.toUnsignedInt(head.getShort());
            ByteBuffer segment = take(Math.max(0, length - 2));
            if (marker == 0xFFE1 && startsWith(segment, EXIF_NAME)) {
                keepExif(segment, EXIF_NAME_BYTES);
            } else if (marker == 0xFFE1 && startsWith(segment, XMP_NAME)) {
                keepXmp(segment, XMP_NAME.length);
            } else if (marker == 0xFFED && startsWith(segment, PHOTOSHOP_NAME)) {
                keepIptc(segment.position(PHOTOSHOP_NAME.length));
            }
        }
    }

    /// Photoshop's image resources: a signature, a number, a name of even length with its own, and the content.
    /// Source: <https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/#50577409_38034>
    private void keepIptc(ByteBuffer resources) {
        while (resources.remaining() >= 12 && resources.getInt() == IMAGE_RESOURCE) {
            int number = Short.toUnsignedInt(resources.getShort());
            int nameBytes = Byte.toUnsignedInt(resources.get());
            nameBytes += 1 - nameBytes % 2;
            if (resources.remaining() < nameBytes + 4) {
                return;
            }
            resources.position(resources.position() + nameBytes);
            int length = resources.getInt();
            if (length < 0 || length > resources.remaining()) {
                return;
            }
            if (number == IPTC_RESOURCE && iptc == null) {
                iptc = bytes(resources.slice(resources.position(), length));
            }
            resources.position(Math.min(resources.limit(), resources.position() + length + length % 2));
        }
    }

    /// Chunks before the pixels; after them hardly any writer puts any. XMP is not compressed.
    /// Source: <https://www.w3.org/TR/png-3/#eXIf>; XMP specification, part 3, 1.1.5
    private void inPng() {
        take(8);
        while (exif == null || xmp == null) {
            long length = Integer.toUnsignedLong(head.getInt());
            int kind = head.getInt();
            if (kind == 0x49444154 || kind == 0x49454e44) {
                return;
            }
            ByteBuffer chunk = take(length);
            take(4);
            if (kind == 0x65584966) {
                keepExif(chunk, 0);
            } else if (kind == 0x69545874 && startsWith(chunk, XMP_TEXT_NAME)) {
                keepXmp(chunk, XMP_TEXT_NAME.length);
            }
        }
    }

    /// Chunks at the end of an extended file; its header says which there are.
    /// Source: <https://developers.google.com/speed/webp/docs/riff_container>
    private void inWebp() {
        head.order(ByteOrder.LITTLE_ENDIAN);
        take(4);
        long end = 8 + Integer.toUnsignedLong(head.getInt());
        take(4);
        boolean hasExif = false;
        boolean hasXmp = false;
        while (head.position() + 8 <= end) {
            int kind = head.getInt();
            long length = Integer.toUnsignedLong(head.getInt());
            if (kind == 0x58385056) {
                int flags = head.get();
                hasExif = (flags & 0x08) != 0;
                hasXmp = (flags & 0x04) != 0;
                length--;
            }
            if ((!hasExif || exif != null) && (!hasXmp || xmp != null)) {
                return;
            }
            ByteBuffer chunk = take(length);
            if (kind == 0x46495845) {
                keepExif(chunk, startsWith(chunk, EXIF_NAME) ? EXIF_NAME_BYTES : 0);
            } else if (kind == 0x20504D58) {
                keepXmp(chunk, 0);
            }
            // Chunks begin at even places.
            take(head.position() & 1);
        }
    }

    private void keepExif(ByteBuffer block, int from) {
        if (exif == null && block.limit() > from && block.limit() <= MAX_EXIF_BYTES) {
            exif = bytes(block.position(from));
        }
    }

    private void keepXmp(ByteBuffer block, int from) {
        if (xmp == null && block.limit() > from && block.limit() - from <= MAX_XMP_BYTES) {
            xmp = bytes(block.position(from));
        }
    }

    private static boolean startsWith(ByteBuffer block, byte[] name) {
        return block.limit() >= name.length && block.slice(0, name.length).equals(ByteBuffer.wrap(name));
    }

    private ByteBuffer take(long length) {
        if (length < 0 || length > head.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = head.slice(head.position(), (int) length);
        head.position(head.position() + (int) length);
        return part;
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }
}
