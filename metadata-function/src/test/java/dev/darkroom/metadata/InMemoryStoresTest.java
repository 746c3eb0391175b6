package dev.darkroom.metadata;

import dev.darkroom.model.Manifest;

/// The twins keep to the contract that S3 keeps.
class InMemoryStoresTest implements StoresContract {
    private final InMemoryManifests manifests = new InMemoryManifests();
    private final InMemoryOriginals originals = new InMemoryOriginals();
    private int puts;

    @Override
    public Manifests manifests() {
        return manifests;
    }

    @Override
    public Originals originals() {
        return originals;
    }

    @Override
    public String put(Manifest manifest) {
        manifests.put(manifest, nextEtag());
        return "etag-" + puts;
    }

    @Override
    public String putBrokenManifest() {
        manifests.putBroken(SampleManifests.PHOTO, nextEtag());
        return "etag-" + puts;
    }

    @Override
    public String putOriginal(byte[] bytes) {
        originals.put(SampleManifests.PHOTO, nextEtag(), bytes);
        return "etag-" + puts;
    }

    private String nextEtag() {
        puts++;
        return "etag-" + puts;
    }
}
