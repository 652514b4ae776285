package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form with files, {@code multipart/form-data}.
 *
 * @param fields the texts by name, in the order in which they came
 * @param files the files by name
 */
record Form(Map<String, List<String>> fields, Map<String, File> files) {

    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)[; ]filename=\"([^\"]*)\"");

    /** A file as it was sent. */
    // Never compared, so that the array does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    record File(String name, byte[] content) {

        /** What follows the last dot, in lower case. */
        String extension() {
            return name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The form in the request's body, or nothing when there is none. */
    static Optional<Form> read(HttpRequest request) {
        Matcher type = BOUNDARY.matcher(request.header("content-type").orElse(""));
        if (!type.matches()) {
            return Optional.empty();
        }
        // Every byte is a character of this set, so that places in the text are places in the body.
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        String delimiter = "\r\n--" + type.group(1);
        var form = new Form(new LinkedHashMap<>(), new LinkedHashMap<>());
        String text = "\r\n" + body;
        int begin = text.indexOf(delimiter);
        while (begin >= 0 && !text.startsWith("--", begin + delimiter.length())) {
            int end = text.indexOf(delimiter, begin + delimiter.length());
            int head = text.indexOf("\r\n\r\n", begin);
            if (end < 0 || head < 0 || head > end) {
                return Optional.empty();
            }
            form.add(text.substring(begin, head), text.substring(head + 4, end));
            begin = end;
        }
        return begin < 0 ? Optional.empty() : Optional.of(form);
    }

    private void add(String head, String content) {
        Matcher name = NAME.matcher(head);
        if (!name.find()) {
            return;
        }
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        Matcher fileName = FILE_NAME.matcher(head);
        if (fileName.find()) {
            files.put(name.group(1), new File(fileName.group(1), bytes));
        } else {
            fields.computeIfAbsent(name.group(1), key -> new ArrayList<>())
                    .add(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    Optional<String> field(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
