package dev.darkroom.upload;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.ImageType;

/// What makes two announced files the same: their bytes, and as what they are announced. An announcement that is wrong
/// in type or size can never be met, so that one which puts it right is not the same.
record Contents(String sha256, ImageType type, long sizeBytes) {
    static Contents of(Announcement announcement) {
        return new Contents(announcement.sha256(), announcement.type(), announcement.sizeBytes());
    }
}
