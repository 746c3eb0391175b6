package dev.darkroom.thumbnail.image;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// Opens ImageIO's readers. The caller disposes of them.
final class ImageReaders {
    private ImageReaders() {}

    /// A reader that has the file as its input and ignores its metadata.
    ///
    /// @throws ServiceConfigurationError where nothing on the class path reads the format: no fault of the file
    static ImageReader open(String format, byte[] original) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new ServiceConfigurationError("no ImageIO reader for " + format + " on the class path");
        }
        ImageReader reader = readers.next();
        reader.setInput(new BytesInput(original), true, true);
        return reader;
    }
}
