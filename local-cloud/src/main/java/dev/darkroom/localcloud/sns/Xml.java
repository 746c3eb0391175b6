package dev.darkroom.localcloud.sns;

import java.util.ArrayDeque;
import java.util.Deque;

/// XML as the query protocol answers it: elements and text.
final class Xml {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    Xml open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    Xml open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        open.push(name);
        return this;
    }

    Xml close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    Xml element(String name, String content) {
        open(name);
        content.codePoints().forEach(this::escaped);
        return close();
    }

    Xml append(Xml part) {
        text.append(part.text);
        return this;
    }

    private void escaped(int codePoint) {
        switch (codePoint) {
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '&' -> text.append("&amp;");
            default -> text.appendCodePoint(codePoint);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
