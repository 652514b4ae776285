package dev.atrium.media;

import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Collects text up to a limit, and stops the parser that sends it when the limit is reached or the thread is interrupted. */
final class StoppableText extends DefaultHandler {

    private final StringBuilder text = new StringBuilder();
    private final int maxCharacters;
    private boolean full;

    StoppableText(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    /** Whether there was more. */
    boolean full() {
        return full;
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SAXException("The reading was stopped");
        }
        if (length > maxCharacters - text.length()) {
            full = true;
            throw new SAXException("The limit of characters is reached");
        }
        text.append(characters, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        characters(characters, start, length);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
