package dev.darkroom.localcloud.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A request's body that is read to its end before the request is over. What stayed unread, the trailer of a chunked
/// body or all of one that is refused, would have the connection closed under a sender that is still writing, which
/// then never sees the answer.
final class RequestBody extends FilterInputStream {
    RequestBody(InputStream body) {
        super(body);
    }

    /// Does nothing: who has read enough is not the last to read.
    @Override
    public void close() {}

    /// Reads the rest.
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
