package dev.darkroom.localcloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.darkroom.client.Cloud;
import dev.darkroom.client.CloudResources;
import dev.darkroom.client.Endpoints;
import dev.darkroom.client.LocalCloudAttachment;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.stack.Stack;
import dev.darkroom.localcloud.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/// A cloud on this machine, without Docker: reads a SAM template and runs the function zips it names on real
/// AWS-protocol servers. Listens on loopback only. What it accepted survives the death of any of its processes.
public final class LocalCloud implements Cloud {
    private final Parts parts;
    private final Stack stack;
    private final Rights rights;
    private final Endpoints endpoints;
    private final Stillness stillness;
    private final LocalCloudAttachment attachment;

    private LocalCloud(Parts parts, Stack stack, Rights rights, Endpoints endpoints, Stillness stillness) {
        this.parts = parts;
        this.stack = stack;
        this.rights = rights;
        this.endpoints = endpoints;
        this.stillness = stillness;
        this.attachment = parts.add(LocalCloudAttachment.to(endpoints));
    }

    /// Starts a cloud, and returns when it answers. Events that an earlier run left are delivered from then on.
    ///
    /// @throws DataFolderInUseException where another cloud runs on the same data
    /// @throws TemplateException where the template asks for what is not understood
    /// @throws PortInUseException where a port is taken
    public static LocalCloud start(LocalCloudOptions options) {
        var parts = new Parts();
        try {
            DataFolder data = parts.add(DataFolder.take(options.dataFolder()));
            var assembly = new Assembly(options, data, parts);
            Endpoints endpoints = assembly.start();
            Path file = data.resolve(Endpoints.FILE);
            write(file, endpoints);
            parts.add(() -> Files.deleteIfExists(file));
            return new LocalCloud(parts, assembly.stack(), assembly.rights(), endpoints, assembly.stillness());
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private static void write(Path file, Endpoints endpoints) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(next.toFile(), endpoints);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// What the template came to.
    public Stack stack() {
        return stack;
    }

    /// What functions may do, and what of it they have done.
    public Rights rights() {
        return rights;
    }

    /// What other processes need to know.
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public URI api() {
        return endpoints.api();
    }

    @Override
    public String token(String userName) {
        return attachment.token(userName);
    }

    @Override
    public CloudResources resources() {
        return attachment.resources();
    }

    @Override
    public void awaitQuiet(Duration limit) {
        Map<String, Integer> pending = stillness.await(limit);
        if (!pending.isEmpty()) {
            throw new IllegalStateException("not quiet after " + limit.toSeconds() + " s: " + pending);
        }
    }

    /// Stops all of it. What was accepted stays, and is worked on when a cloud starts on the same data.
    @Override
    public void close() {
        parts.close();
    }
}
