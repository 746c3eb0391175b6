package dev.darkroom.gallery;

/// A photo as someone may see it. What each kind of viewer learns is a type of its own, so that nothing can slip from
/// one to the other.
sealed interface PhotoView permits OwnerView, FriendView, PublicView {
    /// Says which of the three it is: `OWNER`, `FRIEND` or `PUBLIC`.
    String view();

    /// Counts every change; the photo's entity tag.
    long rev();
}
