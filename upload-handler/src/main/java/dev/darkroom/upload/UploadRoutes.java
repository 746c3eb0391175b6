package dev.darkroom.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import dev.darkroom.tables.WriteLimit;
import dev.darkroom.upload.Uploads.Announced;
import dev.darkroom.upload.Uploads.Renewal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The routes that lead to an upload, from request to answer.
final class UploadRoutes {
    private static final String NO_SUCH_PHOTO = "There is no such photo of yours.";

    private final Uploads uploads;
    private final KnownUsers users;
    private final WriteLimit writes;

    UploadRoutes(Uploads uploads, KnownUsers users, WriteLimit writes) {
        this.uploads = uploads;
        this.users = users;
        this.writes = writes;
    }

    Router router() {
        return Router.builder()
                .route("POST /photos", this::announce)
                .route("POST /photos/{photoId}/upload", this::renew)
                .before(this::admit)
                .build();
    }

    private void admit(Request request) {
        Caller caller = request.caller();
        writes.count(caller.userId()).ifPresent(wait -> {
            throw ProblemException.tooManyRequests(wait);
        });
        users.ensure(caller.userId(), caller.name());
    }

    private Answer announce(Request request) {
        Optional<RequestKey> key = key(request);
        List<PhotoIntent> intents = IntentReader.read(request.fields());
        Optional<Traceparent> trace = request.header("traceparent").flatMap(Traceparent::parse);
        return switch (uploads.announce(request.caller().userId(), intents, trace, key)) {
            case Announced.Offers(List<Uploads.Offer> offers) ->
                Answer.json(
                        201, new OffersView(offers.stream().map(OfferView::of).toList()));
            case Announced.TooManyPending(int most, Duration retryAfter) ->
                throw ProblemException.retryAfter(
                        ProblemType.TOO_MANY_PENDING,
                        "At most " + most + " photos may be announced and not uploaded. Upload some of them first.",
                        retryAfter);
            case Announced.KeyReused() -> throw ProblemException.idempotencyKeyReused();
        };
    }

    private Answer renew(Request request) {
        Optional<RequestKey> requestKey = key(request);
        PhotoId photoId = request.path("photoId", PhotoId::new, NO_SUCH_PHOTO);
        PhotoKey key = new PhotoKey(request.caller().userId(), photoId);
        return switch (uploads.renew(key, requestKey)) {
            case Renewal.Renewed(var offer) -> Answer.json(200, OfferView.of(offer));
            case Renewal.AlreadyUploaded(var state) ->
                throw new ProblemException(
                        ProblemType.ALREADY_UPLOADED,
                        "The photo is " + state + ": its original has arrived. Look at the photo instead.");
            case Renewal.NoSuchPhoto() -> throw new ProblemException(ProblemType.NOT_FOUND, NO_SUCH_PHOTO);
            case Renewal.KeyReused() -> throw ProblemException.idempotencyKeyReused();
        };
    }

    private static Optional<RequestKey> key(Request request) {
        return request.idempotencyKey().map(value -> new RequestKey(value, request.fingerprint()));
    }

    /// @param photos in the order of the request
    record OffersView(List<OfferView> photos) {}

    /// @param upload with PENDING only
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfferView(
            PhotoId photoId, PhotoState state, @Nullable UploadView upload) {
        static OfferView of(Uploads.Offer offer) {
            Map<String, String> optional = offer.photo()
                    .traceparent()
                    .map(trace -> Map.of("x-amzn-trace-id", trace.toXRayHeader()))
                    .orElse(Map.of());
            return new OfferView(
                    offer.photoId(),
                    offer.photo().state(),
                    offer.upload()
                            .map(upload ->
                                    new UploadView("PUT", upload.url(), upload.headers(), optional, upload.expiresAt()))
                            .orElse(null));
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
