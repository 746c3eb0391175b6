package dev.darkroom.localcloud.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The last 4 KB of what was written, as `X-Amz-Log-Result` carries them.
final class LogTail {
    private static final int LIMIT_BYTES = 4096;

    private final StringBuilder text = new StringBuilder();

    synchronized void add(String line) {
        text.append(line).append('\n');
        if (text.length() > 4 * LIMIT_BYTES) {
            text.delete(0, text.length() - LIMIT_BYTES);
        }
    }

    /// Cut at the byte, as Lambda cuts it: it may begin in the middle of a line.
    synchronized String text() {
        byte[] bytes = text.toString().getBytes(UTF_8);
        int start = Math.max(0, bytes.length - LIMIT_BYTES);
        // Never in the middle of a character.
        while (start > 0 && (bytes[start] & 0xC0) == 0x80) {
            start++;
        }
        return new String(bytes, start, bytes.length - start, UTF_8);
    }
}
