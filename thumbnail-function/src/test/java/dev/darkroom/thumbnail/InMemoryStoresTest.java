package dev.darkroom.thumbnail;

import dev.darkroom.model.Manifest;
import dev.darkroom.model.Traceparent;
import java.util.Optional;

/// The twins keep to the contracts that S3 keeps.
class InMemoryStoresTest implements OriginalsContract, MediaStoreContract {
    private final InMemoryOriginals originals = new InMemoryOriginals();
    private final InMemoryMediaStore media = new InMemoryMediaStore();

    @Override
    public Originals originals() {
        return originals;
    }

    @Override
    public MediaStore media() {
        return media;
    }

    @Override
    public String upload(byte[] bytes, Optional<Traceparent> traceparent) {
        return originals.put(PHOTO.originalKey(), bytes, traceparent);
    }

    @Override
    public void delete() {
        originals.delete(PHOTO.originalKey());
    }

    @Override
    public Optional<byte[]> storedRendition(String key) {
        return Optional.ofNullable(media.renditions().get(key));
    }

    @Override
    public Optional<Manifest> storedManifest() {
        return media.manifest(PHOTO);
    }
}
