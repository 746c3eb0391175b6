package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.capture;
import static dev.darkroom.tables.Samples.intent;
import static dev.darkroom.tables.Samples.media;
import static dev.darkroom.tables.Samples.photoKey;
import static dev.darkroom.tables.Samples.sequencer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoRecipes.Outdated;
import dev.darkroom.tables.PhotoRecipes.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [PhotoRecipes] promises of the photos of its table.
interface PhotoRecipesContract {
    /// As [Samples#media] has it.
    String SAMPLE = "0123456789abcdef";

    /// Other tests' photos may stand in it.
    PhotoTable table();

    PhotoRecipes recipes();

    private static UserId someone() {
        return new UserId(UUID.randomUUID().toString());
    }

    private PhotoKey ready(UserId owner, int number) {
        PhotoKey key = photoKey(owner, number);
        table().create(intent(key, Visibility.FRIENDS));
        table().recordReady(key, media(key, 1), capture(), NOW);
        return key;
    }

    private List<PhotoKey> walk(String recipe, Optional<UserId> owner, int limit) {
        List<PhotoKey> keys = new ArrayList<>();
        Optional<PhotoKey> next = Optional.empty();
        do {
            Page page = recipes().otherThan(recipe, owner, next, limit);
            assertThat(page.looked()).isBetween(page.photos().size(), limit);
            page.photos().forEach(photo -> keys.add(photo.key()));
            next = page.next();
        } while (next.isPresent());
        return keys;
    }

    @Test
    default void onlyReadyPhotosOfAnotherRecipeAreFound() {
        UserId owner = someone();
        PhotoKey outdated = ready(owner, 1);
        table().create(intent(photoKey(owner, 2), Visibility.FRIENDS));
        table().create(intent(photoKey(owner, 3), Visibility.FRIENDS));
        table().recordRejected(photoKey(owner, 3), sequencer(1), Rejection.DAMAGED, NOW);
        table().delete(ready(owner, 4), NOW);

        assertThat(recipes().otherThan("another", Optional.of(owner), Optional.empty(), 100))
                .isEqualTo(new Page(List.of(new Outdated(outdated, 1_234_567, 4000 * 3000)), 4, Optional.empty()));
        assertThat(walk(SAMPLE, Optional.of(owner), 100)).isEmpty();
    }

    @Test
    default void pagesOfOneOwnerAreCompleteAndOfNobodyElse() {
        UserId owner = someone();
        List<PhotoKey> keys = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            keys.add(ready(owner, number));
        }
        ready(someone(), 1);

        assertThat(walk("another", Optional.of(owner), 3)).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(walk("another", Optional.of(someone()), 3)).isEmpty();
    }

    @Test
    default void pagesOfEveryoneShowEachPhotoOnce() {
        List<PhotoKey> keys = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            UserId owner = someone();
            keys.add(ready(owner, 1));
            keys.add(ready(owner, 2));
        }

        List<PhotoKey> found = walk("another", Optional.empty(), 4);

        assertThat(found).containsAll(keys).doesNotHaveDuplicates();
    }
}
