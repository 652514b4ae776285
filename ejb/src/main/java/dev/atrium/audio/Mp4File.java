package dev.atrium.audio;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** An MPEG-4 file (ISO 14496-12): its header says how long it is, one in fragments says it apart. */
final class Mp4File {

    private static final int MOOV = name("moov");
    private static final int MVHD = name("mvhd");
    private static final int MVEX = name("mvex");
    private static final int MEHD = name("mehd");
    private static final int BOX_HEADER_BYTES = 8;

    private Mp4File() {}

    /** Where a box's content begins and ends. */
    private record Box(int begin, int end) {}

    static Optional<Duration> duration(ByteBuffer file) {
        return child(file, new Box(0, file.limit()), MOOV)
                .flatMap(movie -> child(file, movie, MVHD).flatMap(header -> duration(file, movie, header)));
    }

    private static Optional<Duration> duration(ByteBuffer file, Box movie, Box header) {
        boolean isLong = file.get(header.begin()) == 1;
        long scale = file.getInt(header.begin() + (isLong ? 20 : 12)) & 0xFFFFFFFFL;
        long units = isLong ? file.getLong(header.begin() + 24) : file.getInt(header.begin() + 16) & 0xFFFFFFFFL;
        if (units == 0) {
            units = child(file, movie, MVEX)
                    .flatMap(fragments -> child(file, fragments, MEHD))
                    .map(box -> file.get(box.begin()) == 1
                            ? file.getLong(box.begin() + 4)
                            : file.getInt(box.begin() + 4) & 0xFFFFFFFFL)
                    .orElse(0L);
        }
        return units > 0 && scale > 0 ? Optional.of(AudioFile.duration(units, scale)) : Optional.empty();
    }

    private static Optional<Box> child(ByteBuffer file, Box parent, int name) {
        long at = parent.begin();
        while (at + BOX_HEADER_BYTES <= parent.end()) {
            int box = (int) at;
            long size = file.getInt(box) & 0xFFFFFFFFL;
            int header = BOX_HEADER_BYTES;
            if (size == 1) {
                size = file.getLong(box + BOX_HEADER_BYTES);
                header += Long.BYTES;
            } else if (size == 0) {
                size = parent.end() - at;
            }
            if (size < header) {
                return Optional.empty();
            }
            if (file.getInt(box + 4) == name) {
                return Optional.of(new Box(box + header, (int) Math.min(parent.end(), at + size)));
            }
            at += size;
        }
        return Optional.empty();
    }

    private static int name(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
