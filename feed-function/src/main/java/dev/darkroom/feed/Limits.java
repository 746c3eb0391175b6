package dev.darkroom.feed;

/// How much one invocation does itself; the rest goes through the FanOut queue.
///
/// @param inlineFriends up to so many friends get their rows at once
/// @param inlinePhotos so many photos of a new friend appear at once
/// @param chunk ids in one message
record Limits(int inlineFriends, int inlinePhotos, int chunk) {
    static final Limits STANDARD = new Limits(500, 100, 250);
}
