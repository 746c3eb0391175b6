package dev.darkroom.e2e.crash;

import dev.darkroom.e2e.crash.Uploads.Put;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Says what is wrong with what users see, given what they stored.
final class Judge {
    private static final String READY = "READY";
    private static final String REJECTED = "REJECTED";

    private Judge() {}

    /// What the API shows once all is quiet.
    ///
    /// @param states of photos, in their owners' lists
    /// @param feeds by user, who is a friend of every owner or an owner
    record Seen(Map<String, String> states, Map<String, List<String>> feeds) {}

    /// Every stored photo is READY, or REJECTED if it is no image; READY ones are in each feed once, and nothing else
    /// is.
    ///
    /// @return sentences; none where all is well
    static List<String> complaints(Collection<Put> stored, Seen seen) {
        List<String> complaints = new ArrayList<>();
        for (Put put : stored) {
            String state = seen.states().getOrDefault(put.photoId(), "nowhere");
            String right = put.decodable() ? READY : REJECTED;
            if (!state.equals(right)) {
                complaints.add(put + " is " + state + " instead of " + right);
            }
        }
        seen.feeds().forEach((user, feed) -> complaints.addAll(complaints(stored, user, feed)));
        return complaints;
    }

    private static List<String> complaints(Collection<Put> stored, String user, List<String> feed) {
        List<String> complaints = new ArrayList<>();
        Map<String, Integer> times = new HashMap<>();
        feed.forEach(photoId -> times.merge(photoId, 1, Integer::sum));
        for (Put put : stored) {
            int found = times.getOrDefault(put.photoId(), 0);
            int right = put.decodable() ? 1 : 0;
            if (found != right) {
                complaints.add(put + " is in the feed of " + user + " " + found + " times instead of " + right);
            }
        }
        Set<String> known = stored.stream().map(Put::photoId).collect(Collectors.toSet());
        times.keySet().stream()
                .filter(photoId -> !known.contains(photoId))
                .forEach(photoId -> complaints.add(photoId + " is in the feed of " + user + ", and nobody stored it"));
        return complaints;
    }
}
