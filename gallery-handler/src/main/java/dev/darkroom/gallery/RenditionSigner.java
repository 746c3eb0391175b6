package dev.darkroom.gallery;

import dev.darkroom.model.Rendition;
import java.net.URI;

/// Makes presigned URLs that show renditions.
interface RenditionSigner {
    /// The rendition's URL of this hour; the same hour gives the same URL.
    URI sign(Rendition rendition, UrlHour hour);
}
