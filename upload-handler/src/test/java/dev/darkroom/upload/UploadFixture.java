package dev.darkroom.upload;

import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.http.HttpApi;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.tables.InMemoryRequestTable;
import dev.darkroom.tables.InMemoryUserTable;
import dev.darkroom.tables.KnownUsers;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.RequestTable;
import dev.darkroom.tables.WriteLimit;
import dev.darkroom.telemetry.Log;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The upload handler over in-memory tables, at a time that the test sets.
final class UploadFixture {
    static final UserId ALICE = new UserId("alice-sub");
    static final int PENDING_PHOTOS = 30;
    static final int WRITES_PER_MINUTE = 50;

    final InMemoryPhotoTable photos = new InMemoryPhotoTable();
    final InMemoryUserTable users = new InMemoryUserTable();
    final InMemoryRequestTable requests = new InMemoryRequestTable();
    final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private int environments;
    Instant now = Instant.parse("2026-11-21T10:00:00.123Z");
    final ApiCall anyone = over(photos, requests);
    final ApiCall alice = anyone.as("alice");

    /// The handler over tables of the test's own, in another environment, which mints other ids.
    ApiCall over(PhotoTable photos, RequestTable requests) {
        environments++;
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret"));
        var signer = new S3UploadSigner(S3UrlSigner.forBucket(
                "uploads", Region.EU_CENTRAL_1, Optional.of(URI.create("http://localhost:1")), credentials));
        var uploads = new Uploads(
                photos,
                requests,
                new PendingQuota(photos, PENDING_PHOTOS),
                signer,
                new Minting(() -> now, new Random(environments)),
                () -> now);
        var router = new UploadRoutes(
                        uploads,
                        new KnownUsers(users, () -> now),
                        new WriteLimit(requests, WRITES_PER_MINUTE, () -> now))
                .router();
        return ApiCall.to(
                new HttpApi(router, Log.of("upload", Clock.systemUTC(), logged::add))::answer, router.routeKeys());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Photo stored(ApiAnswer answer, int index) {
        return photos.find(new PhotoKey(ALICE, new PhotoId(answer.at("/photos/" + index + "/photoId"))))
                .orElseThrow();
    }

    /// One file's announcement; each number has its own bytes.
    static String photo(int number) {
        return """
                {"contentType":"image/jpeg","sizeBytes":1234,"sha256":"%s"}""".formatted("%02x".formatted(number).repeat(32));
    }

    static String photos(String... photos) {
        return "{\"photos\":[" + String.join(",", photos) + "]}";
    }

    static String manyPhotos(int count) {
        return photos(
                IntStream.rangeClosed(1, count).mapToObj(UploadFixture::photo).toArray(String[]::new));
    }

    /// The photos' ids, in the order of the answer.
    static List<String> ids(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().at("/photos").spliterator(), false)
                .map(photo -> photo.path("photoId").asText())
                .toList();
    }
}
