package dev.darkroom.upload;

import dev.darkroom.http.Answer;
import dev.darkroom.http.Caller;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.ProblemType;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Traceparent;
import dev.darkroom.tables.KnownUsers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The routes that lead to an upload, from request to answer.
final class UploadRoutes {
    private static final String NO_SUCH_PHOTO = "There is no such photo of yours.";

    private final Uploads uploads;
    private final KnownUsers users;

    UploadRoutes(Uploads uploads, KnownUsers users) {
        this.uploads = uploads;
        this.users = users;
    }

    Router router() {
        return Router.builder()
                .route("POST /photos", this::announce)
                .route("POST /photos/{photoId}/upload", this::renew)
                .before(request -> {
                    Caller caller = request.caller();
                    users.ensure(caller.userId(), caller.name());
                })
                .build();
    }

    private Answer announce(Request request) {
        List<PhotoIntent> intents = IntentReader.read(request.fields());
        Optional<Traceparent> trace = request.header("traceparent").flatMap(Traceparent::parse);
        List<OfferView> photos = uploads.announce(request.caller().userId(), intents, trace).stream()
                .map(OfferView::of)
                .toList();
        return Answer.json(201, new OffersView(photos));
    }

    private Answer renew(Request request) {
        PhotoId photoId = request.path("photoId", PhotoId::new, NO_SUCH_PHOTO);
        PhotoKey key = new PhotoKey(request.caller().userId(), photoId);
        return switch (uploads.renew(key)) {
            case Uploads.Renewal.Renewed(var offer) -> Answer.json(200, OfferView.of(offer));
            case Uploads.Renewal.AlreadyUploaded(var state) ->
                throw new ProblemException(
                        ProblemType.ALREADY_UPLOADED,
                        "The photo is " + state + ": its original has arrived. Look at the photo instead.");
            case Uploads.Renewal.NoSuchPhoto() -> throw new ProblemException(ProblemType.NOT_FOUND, NO_SUCH_PHOTO);
        };
    }

    /// @param photos in the order of the request
    record OffersView(List<OfferView> photos) {}

    record OfferView(PhotoId photoId, PhotoState state, UploadView upload) {
        static OfferView of(Uploads.Offer offer) {
            PresignedUpload upload = offer.upload();
            Map<String, String> optional = offer.photo()
                    .traceparent()
                    .map(trace -> Map.of("x-amzn-trace-id", trace.toXRayHeader()))
                    .orElse(Map.of());
            return new OfferView(
                    offer.photoId(),
                    offer.photo().state(),
                    new UploadView("PUT", upload.url(), upload.headers(), optional, upload.expiresAt()));
        }
    }

    /// @param headers that must be sent exactly so
    /// @param optionalHeaders that may be sent: S3 passes the trace on to what the upload sets off
    record UploadView(
            String method,
            URI url,
            Map<String, String> headers,
            Map<String, String> optionalHeaders,
            Instant expiresAt) {}
}
