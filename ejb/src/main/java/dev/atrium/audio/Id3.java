package dev.atrium.audio;

import java.nio.ByteBuffer;

/** The tags before and after the sound of MP3 and AAC files (ID3v2, ID3v1). */
final class Id3 {

    private static final int HEADER_BYTES = 10;
    private static final int FOOTER_FLAG = 0x10;
    private static final int V1_BYTES = 128;

    private Id3() {}

    /** Where the sound begins: after the tags, of which there may be several. */
    static int end(ByteBuffer file) {
        int at = 0;
        while (file.limit() - at > HEADER_BYTES
                && file.get(at) == 'I'
                && file.get(at + 1) == 'D'
                && file.get(at + 2) == '3') {
            int size = 0;
            for (int i = 6; i < HEADER_BYTES; i++) {
                size = size << 7 | file.get(at + i) & 0x7F;
            }
            int footer = (file.get(at + 5) & FOOTER_FLAG) == 0 ? 0 : HEADER_BYTES;
            at = (int) Math.min(file.limit(), (long) at + HEADER_BYTES + size + footer);
        }
        return at;
    }

    /** Where the sound ends: before the tag of the first version, which is always as long. */
    static int begin(ByteBuffer file) {
        int at = file.limit() - V1_BYTES;
        boolean tagged = at >= 0 && file.get(at) == 'T' && file.get(at + 1) == 'A' && file.get(at + 2) == 'G';
        return tagged ? at : file.limit();
    }
}
