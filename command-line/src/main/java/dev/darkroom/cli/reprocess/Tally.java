package dev.darkroom.cli.reprocess;

/// How many photos a run has handled so far.
///
/// @param done whose new manifest is written
/// @param skipped deleted, or made by somebody else, since they were found
/// @param refused by today's engine; they keep the renditions that they have
/// @param failed to be tried again
public record Tally(long done, long skipped, long refused, long failed) {
    public long handled() {
        return done + skipped + refused + failed;
    }

    public long problems() {
        return refused + failed;
    }
}
