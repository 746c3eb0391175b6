package dev.darkroom.gallery;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes views of photos, with URLs of one hour. Who may have which is decided before.
final class PhotoViews {
    private final RenditionSigner signer;
    private final UrlHour hour;

    PhotoViews(RenditionSigner signer, UrlHour hour) {
        this.signer = signer;
        this.hour = hour;
    }

    /// What the viewer gets to see, if anything.
    ///
    /// @param person names the owner of another's photo
    Optional<PhotoView> of(Opened opened, Function<UserId, PersonView> person) {
        return switch (opened) {
            case Opened.ByOwner(var photo) -> Optional.of(forOwner(photo));
            case Opened.ByFriend(var photo) ->
                Optional.of(forFriend(photo, person.apply(photo.key().ownerId())));
            case Opened.ByAnyone(var photo) ->
                Optional.of(forAnyone(photo, person.apply(photo.key().ownerId())));
            case Opened.Nothing() -> Optional.empty();
        };
    }

    OwnerView forOwner(Photo photo) {
        Optional<Media> media = photo.media();
        Capture capture = photo.capture().orElse(Capture.UNKNOWN);
        var announced = photo.announcement();
        return new OwnerView(
                photo.key().photoId(),
                photo.key().ownerId(),
                photo.rev(),
                photo.state(),
                photo.visibility(),
                photo.title().orElse(null),
                photo.description().orElse(null),
                photo.tags(),
                announced.fileName().orElse(null),
                announced.type().contentType(),
                announced.sizeBytes(),
                announced.sha256(),
                photo.createdAt(),
                photo.publishedAt().orElse(null),
                photo.rejection().map(OwnerView.RejectionView::of).orElse(null),
                media.map(Media::width).orElse(null),
                media.map(Media::height).orElse(null),
                capture.takenAt().orElse(null),
                capture.camera().orElse(null),
                capture.lens().orElse(null),
                capture.exposure().map(ExposureView::of).orElse(null),
                capture.location().orElse(null),
                capture.suggestions().map(OwnerView.SuggestionsView::of).orElse(null),
                media.flatMap(Media::placeholder).orElse(null),
                media.map(this::renditions).orElse(List.of()),
                media.map(_ -> hour.urlsExpireAt()).orElse(null));
    }

    /// A view of a READY photo.
    FriendView forFriend(Photo photo, PersonView owner) {
        Media media = photo.media().orElseThrow();
        Capture capture = photo.capture().orElse(Capture.UNKNOWN);
        return new FriendView(
                photo.key().photoId(),
                photo.key().ownerId(),
                owner,
                photo.rev(),
                photo.visibility(),
                photo.title().orElse(null),
                photo.description().orElse(null),
                photo.tags(),
                photo.publishedAt().orElse(null),
                media.width(),
                media.height(),
                capture.takenAt().orElse(null),
                capture.camera().orElse(null),
                capture.lens().orElse(null),
                capture.exposure().map(ExposureView::of).orElse(null),
                media.placeholder().orElse(null),
                renditions(media),
                hour.urlsExpireAt());
    }

    /// A view of a READY photo.
    PublicView forAnyone(Photo photo, PersonView owner) {
        Media media = photo.media().orElseThrow();
        return new PublicView(
                photo.key().photoId(),
                photo.key().ownerId(),
                owner,
                photo.rev(),
                photo.title().orElse(null),
                photo.description().orElse(null),
                photo.tags(),
                photo.publishedAt().orElse(null),
                media.width(),
                media.height(),
                media.placeholder().orElse(null),
                renditions(media),
                hour.urlsExpireAt());
    }

    private List<RenditionView> renditions(Media media) {
        return media.renditions().stream()
                .map(rendition -> new RenditionView(
                        rendition.name(),
                        rendition.width(),
                        rendition.height(),
                        rendition.contentType(),
                        signer.sign(rendition, hour)))
                .toList();
    }
}
