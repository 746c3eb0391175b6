package dev.darkroom.metadata.embedded;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.properties.XMPProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An XMP packet, parsed by the library that metadata-extractor has for it, though not through metadata-extractor,
/// which would allow a document type and with it entities.
/// Source: XMP specification, part 1, <https://github.com/adobe/XMP-Toolkit-SDK/tree/main/docs>
final class XmpPacket {
    /// How many items of a list are looked at.
    private static final int MAX_ITEMS = 100;

    private final XMPMeta meta;

    private XmpPacket(XMPMeta meta) {
        this.meta = meta;
    }

    /// Parses a packet; empty where that fails.
    ///
    /// @param packet no longer than an invocation has time and memory for: each takes up to a hundred times as much
    static Optional<XmpPacket> parse(byte[] packet) {
        try {
            return Attempt.at(() ->
                    new XmpPacket(XMPMetaFactory.parseFromBuffer(packet, new ParseOptions().setDisallowDoctype(true))));
        } finally {
            // The library remembers every namespace of every packet, until memory ends.
            XMPMetaFactory.reset();
        }
    }

    @Nullable
    String title() throws XMPException {
        return localized("title");
    }

    @Nullable
    String description() throws XMPException {
        return localized("description");
    }

    List<String> keywords() throws XMPException {
        List<String> keywords = new ArrayList<>();
        int count = Math.min(MAX_ITEMS, meta.countArrayItems(XMPConst.NS_DC, "subject"));
        for (int i = 1; i <= count; i++) {
            keywords.add(meta.getArrayItem(XMPConst.NS_DC, "subject", i).getValue());
        }
        return keywords;
    }

    @Nullable
    String lens() throws XMPException {
        return value(meta.getProperty(XMPConst.NS_EXIF_AUX, "Lens"));
    }

    /// The text in the language that is the default, else in whichever is first.
    private @Nullable String localized(String name) throws XMPException {
        return value(meta.getLocalizedText(XMPConst.NS_DC, name, "", XMPConst.X_DEFAULT));
    }

    private static @Nullable String value(@Nullable XMPProperty property) {
        return property == null ? null : property.getValue();
    }
}
