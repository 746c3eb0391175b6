package dev.darkroom.gallery;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Viewing;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.PhotoTable.PublicRow;
import dev.darkroom.tables.PhotoTable.PublicRow.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads everyone's public photos, day by day from the newest. Rows of the index are hints: each photo is looked up as
/// it is now, so that one hidden or deleted before the request began is not shown.
final class PublicReader {
    /// The most days that one read looks at.
    static final int MAX_DAYS = 7;

    /// The most rows that one read inspects.
    static final int MAX_ROWS = 500;

    /// The day before which Darkroom had no photos.
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

    private static final int MIN_BATCH = 25;
    private static final int MAX_BATCH = 100;

    private final PhotoTable photos;
    private final InstantSource clock;

    PublicReader(PhotoTable photos, InstantSource clock) {
        this.photos = photos;
        this.clock = clock;
    }

    /// The next photos, newest first.
    ///
    /// @param before a place that an earlier read ended at; empty for the newest
    /// @param limit 1 or more
    Read read(Optional<Place> before, int limit) {
        LocalDate day = before.map(place -> day(place.publishedAt()))
                .filter(this::isPast)
                .orElseGet(() -> day(clock.instant()));
        LocalDate last = day.minusDays(MAX_DAYS - 1);
        Optional<Place> place = before;
        List<Photo> found = new ArrayList<>();
        int inspected = 0;
        while (!day.isBefore(FIRST_DAY)) {
            if (day.isBefore(last) || inspected >= MAX_ROWS) {
                return new Read(found, place);
            }
            int batch = Math.clamp(limit, MIN_BATCH, MAX_BATCH);
            List<PublicRow> rows = photos.publicPhotos(day, place, batch);
            Map<PhotoKey, Photo> shown = shown(rows);
            for (PublicRow row : rows) {
                place = Optional.of(row.place());
                Photo photo = shown.get(row.key());
                if (photo != null) {
                    found.add(photo);
                }
                if (found.size() == limit) {
                    return new Read(found, place);
                }
            }
            inspected += rows.size();
            if (rows.size() < batch) {
                day = day.minusDays(1);
                place = Optional.of(beginOf(day));
            }
        }
        return new Read(found, Optional.empty());
    }

    private boolean isPast(LocalDate day) {
        return day.isBefore(day(clock.instant()));
    }

    private Map<PhotoKey, Photo> shown(List<PublicRow> rows) {
        return rows.isEmpty()
                ? Map.of()
                : photos.findAll(rows.stream().map(PublicRow::key).toList()).stream()
                        .filter(Viewing::isPublic)
                        .collect(Collectors.toMap(Photo::key, Function.identity()));
    }

    /// A place that no photo of the day comes before.
    private static Place beginOf(LocalDate day) {
        return new Place(
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1), "~");
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /// What one read found. A short, even an empty one is not the end where it has a `next`.
    ///
    /// @param next where the following read begins; empty at the end, which is the first day of all
    record Read(List<Photo> photos, Optional<Place> next) {}
}
