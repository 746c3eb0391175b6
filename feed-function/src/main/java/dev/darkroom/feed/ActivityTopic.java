package dev.darkroom.feed;

import dev.darkroom.model.PhotoActivity;
import dev.darkroom.model.Visibility;

/// The topic that tells others what happened to photos.
interface ActivityTopic {
    /// Publishes. Repeating it makes a duplicate, which consumers know by its event id.
    ///
    /// @param audience the widest audience that the change concerns
    void publish(PhotoActivity activity, Visibility audience);
}
