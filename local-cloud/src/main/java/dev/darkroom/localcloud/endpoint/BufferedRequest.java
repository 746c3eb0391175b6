package dev.darkroom.localcloud.endpoint;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// A request whose body was read to check its signature, and can be read again.
final class BufferedRequest extends Request.Wrapper {
    private final byte[] body;
    private final AtomicBoolean read = new AtomicBoolean();

    BufferedRequest(Request request, byte[] body) {
        super(request);
        this.body = body;
    }

    byte[] body() {
        return body;
    }

    @Override
    public long getLength() {
        return body.length;
    }

    @Override
    public Content.Chunk read() {
        return read.getAndSet(true) ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(body), true);
    }

    @Override
    public void demand(Runnable whenReadable) {
        whenReadable.run();
    }

    @Override
    public boolean consumeAvailable() {
        read.set(true);
        return true;
    }
}
