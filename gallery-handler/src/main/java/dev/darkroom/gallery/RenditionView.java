package dev.darkroom.gallery;

import java.net.URI;

/// One size of a photo with the URL that shows it.
record RenditionView(String name, int width, int height, String contentType, URI url) {}
