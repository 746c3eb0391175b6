package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.Activity;
import dev.darkroom.localcloud.backend.QueueSender;
import dev.darkroom.localcloud.endpoint.Callers;
import dev.darkroom.localcloud.lambda.AsynchronousInvoker;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// S3 over files. It runs within the endpoint's own server, so that a photo's bytes are copied once, and an event can
/// name the request that caused it.
///
/// Accepted work survives the death of the process: a change is logged before it is made, and answered once its events
/// are queued; a start looks into the store for what became of changes that were neither finished nor refused.
public final class S3Backend implements Activity, AutoCloseable {
    /// To mount it by, with [dev.darkroom.localcloud.endpoint.AwsEndpoint#mountVerifying].
    public static final String SIGNING_NAME = "s3";

    private static final System.Logger LOG = System.getLogger(S3Backend.class.getName());

    private final IntentLog intents;
    private final Handler handler;

    private S3Backend(IntentLog intents, Handler handler) {
        this.intents = intents;
        this.handler = handler;
    }

    /// Creates the stack's buckets where they are missing, and sends the events that a crash held up.
    ///
    /// @param folder where objects are kept; where its file system has no extended attributes, which hold content
    /// types and metadata, objects are kept in memory and a warning says so
    /// @param rights what callers may do
    /// @param functions takes events for functions
    /// @param queues takes events for queues
    public static S3Backend start(
            Path folder,
            Stack stack,
            Callers callers,
            Rights rights,
            AsynchronousInvoker functions,
            QueueSender queues) {
        try {
            // S3Proxy takes a prefix below a relative path for an attempt to leave it.
            Path objects = Files.createDirectories(folder.resolve("buckets"))
                    .toAbsolutePath()
                    .normalize();
            BlobStore files = store(objects);
            var intents = IntentLog.open(folder.resolve("intents"));
            var notifier = new Notifier(files, intents, stack, functions, queues, Clock.systemUTC());
            for (BucketResource bucket : stack.buckets()) {
                if (!files.containerExists(bucket.name())) {
                    files.createContainer(bucket.name());
                }
            }
            for (Intent intent : intents.open()) {
                PartialFiles.sweep(objects.resolve(intent.bucket()), intent.key());
                notifier.settle(intent);
            }
            var store = new NotifyingBlobStore(files, intents, notifier);
            return new S3Backend(
                    intents, handler(new S3Servlet(store, new CallerStores(store, callers, rights)), stack));
        } catch (IOException e) {
            throw new UncheckedIOException("the objects in " + folder + " cannot be read", e);
        }
    }

    private static BlobStore store(Path objects) throws IOException {
        if (keepsAttributes(objects)) {
            return new FilesystemNio2BlobStore(objects.toString());
        }
        LOG.log(
                Level.WARNING,
                "{0} is on a file system without extended attributes: objects are kept in memory and gone at the end",
                objects);
        return new TransientNio2BlobStore();
    }

    private static boolean keepsAttributes(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder.getParent(), "attributes", ".probe");
        try {
            var view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                return false;
            }
            view.write("darkroom", ByteBuffer.wrap("probe".getBytes(StandardCharsets.US_ASCII)));
            return true;
        } catch (IOException e) {
            // The file system says no.
            return false;
        } finally {
            Files.delete(probe);
        }
    }

    private static Handler handler(S3Servlet servlet, Stack stack) {
        var context = new ServletContextHandler();
        context.setContextPath("/");
        // A key may hold what is ambiguous in a path, such as an encoded slash.
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addServlet(new ServletHolder(servlet), "/*");
        return new CorsHandler(context, stack.buckets());
    }

    /// To mount at the endpoint, which starts and stops it.
    public Handler handler() {
        return handler;
    }

    /// Changes begun and not yet told of.
    @Override
    public int pending() {
        return intents.open().size();
    }

    @Override
    public void close() {
        intents.close();
    }
}
