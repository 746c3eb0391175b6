package dev.darkroom.cleanup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// A bucket's twin, which can be told to refuse.
final class InMemoryObjectStore implements ObjectStore {
    private final NavigableMap<String, Instant> objects = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();

    void put(String key, Instant writtenAt) {
        objects.put(key, writtenAt);
    }

    /// Refuses to delete a key, once.
    void refuse(String key) {
        refused.add(key);
    }

    Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return objects.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> new StoredObject(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public int deleteAll(Collection<String> keys) {
        for (String key : keys) {
            if (refused.remove(key)) {
                throw new IllegalStateException("refused");
            }
            objects.remove(key);
        }
        return keys.size();
    }
}
