package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files: uploaded, read whole and in parts, sent with messages, deleted; and everything that is refused. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class FileIT {

    private static final String TEXT = "0123456789 Straße";

    private final Installation atrium;
    private final Client user;
    private final Client other;

    FileIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        user = atrium.newUser();
        other = atrium.newUser();
    }

    @Test
    void a_file_is_uploaded_and_read_as_it_was() throws Exception {
        Answer uploaded =
                upload(user, "Straße \"1\".md", "text/markdown", utf8(TEXT)).mustBe(201);
        JsonObject file = uploaded.json();

        assertThat(uploaded.header("Location")).endsWith("/api/files/" + file.getString("id"));
        assertThat(file.getString("mediaType")).isEqualTo("text/markdown");
        assertThat(file.getInt("bytes")).isEqualTo(utf8(TEXT).length);
        assertThat(file.getString("name")).isEqualTo("Straße _1_.md");
        assertThat(file.getString("purpose")).isEqualTo("attachment");

        Answer read = user.get(path(file)).mustBe(200);
        assertThat(read.body()).isEqualTo(TEXT);
        assertThat(read.header("Content-Type")).startsWith("text/markdown");
        assertThat(read.header("Content-Length")).isEqualTo(Integer.toString(utf8(TEXT).length));
        assertThat(read.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"Stra_e _1_.md\"; filename*=UTF-8''Stra%C3%9Fe%20_1_.md");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(read.header("ETag")).matches("\"[0-9a-f]{64}\"");
        assertThat(read.header("Content-Encoding")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0123, bytes 0-3/18",
        "bytes=4-, 456789 Straße, bytes 4-17/18",
        "bytes=-2, e, ",
        "bytes=8-1000, 89 Straße, bytes 8-17/18"
    })
    void a_part_is_read_alone(String range, String expected, String contentRange) throws Exception {
        String path =
                path(upload(user, "a.txt", "text/plain", utf8(TEXT)).mustBe(201).json());

        Answer part = user.send(user.request(path).header("Range", range)).mustBe(206);

        assertThat(part.body()).endsWith(expected);
        if (contentRange != null) {
            assertThat(part.body()).isEqualTo(expected);
            assertThat(part.header("Content-Range")).isEqualTo(contentRange);
        }
        assertThat(part.header("Content-Length")).isNotNull();
    }

    @Test
    void a_part_behind_the_end_is_refused_and_several_parts_are_the_whole() throws Exception {
        String path =
                path(upload(user, "a.txt", "text/plain", utf8(TEXT)).mustBe(201).json());

        Answer behind = user.send(user.request(path).header("Range", "bytes=18-"));
        behind.mustBeProblem(416, "INVALID_REQUEST");
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */18");
        for (String range : List.of("bytes=0-1,4-5", "lines=1-2", "bytes=5-2", "bytes=x")) {
            assertThat(user.send(user.request(path).header("Range", range))
                            .mustBe(200)
                            .body())
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws Exception {
        String path =
                path(upload(user, "a.txt", "text/plain", utf8(TEXT)).mustBe(201).json());
        String tag = user.get(path).header("ETag");

        assertThat(user.send(user.request(path).header("If-None-Match", tag))
                        .mustBe(304)
                        .body())
                .isEmpty();
        assertThat(user.send(user.request(path).header("Range", "bytes=0-0").header("If-Range", tag))
                        .mustBe(206)
                        .body())
                .isEqualTo("0");
        assertThat(user.send(user.request(path).header("Range", "bytes=0-0").header("If-Range", "\"other\""))
                        .mustBe(200)
                        .body())
                .isEqualTo(TEXT);
    }

    @Test
    void a_picture_has_a_size_and_a_thumbnail() throws Exception {
        JsonObject file = upload(user, "x.bin", "application/octet-stream", png(800, 400))
                .mustBe(201)
                .json();

        assertThat(file.getString("mediaType")).isEqualTo("image/png");
        assertThat(file.getInt("width")).isEqualTo(800);
        assertThat(file.getInt("height")).isEqualTo(400);
        HttpRequest.Builder request =
                user.request(file.getString("thumbnailUrl").substring("/api/".length()));
        var thumbnail = user.bytes(request);
        assertThat(thumbnail.statusCode()).isEqualTo(200);
        assertThat(thumbnail.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail.body())).getWidth())
                .isEqualTo(512);
        assertThat(user.get(path(file)).header("Content-Disposition")).startsWith("inline");
    }

    @Test
    void what_is_not_a_picture_has_no_thumbnail() throws Exception {
        String path =
                path(upload(user, "a.txt", "text/plain", utf8(TEXT)).mustBe(201).json());

        user.get(path + "/thumbnail").mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void a_page_that_says_it_is_a_picture_is_a_page_and_is_not_shown() throws Exception {
        byte[] page = utf8("<!DOCTYPE html><html><body><script>alert(1)</script>Hello</body></html>");

        JsonObject file = upload(user, "cat.png", "image/png", page).mustBe(201).json();

        Answer read = user.get(path(file)).mustBe(200);
        assertThat(read.header("Content-Type")).startsWith("text/html");
        assertThat(read.header("Content-Disposition")).startsWith("attachment");
        assertThat(read.header("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void somebody_elses_file_does_not_exist() throws Exception {
        JsonObject file =
                upload(user, "a.png", "image/png", png(20, 20)).mustBe(201).json();
        JsonObject text =
                upload(user, "a.txt", "text/plain", utf8(TEXT)).mustBe(201).json();

        other.get(path(file)).mustBeProblem(404, "NOT_FOUND");
        other.get(path(file) + "/thumbnail").mustBeProblem(404, "NOT_FOUND");
        other.send(other.request(path(file)).DELETE()).mustBeProblem(404, "NOT_FOUND");
        ask(other, "Read this", text).whole().mustBeProblem(400, "INVALID_REQUEST");
        Client.stranger(atrium.uri()).get(path(file)).mustBeProblem(401, "UNAUTHENTICATED");
        user.get("files/" + UUID.randomUUID()).mustBeProblem(404, "NOT_FOUND");
        user.get(path(file)).mustBe(200);
    }

    @Test
    void a_deleted_file_is_gone() throws Exception {
        String path =
                path(upload(user, "a.txt", "text/plain", utf8(TEXT)).mustBe(201).json());

        user.send(user.request(path).DELETE()).mustBe(204);

        user.get(path).mustBeProblem(404, "NOT_FOUND");
        user.send(user.request(path).DELETE()).mustBeProblem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void more_than_a_file_may_have_is_refused_whether_it_says_so_before_or_not(boolean announced) throws Exception {
        byte[] form = form(
                "big.txt",
                "text/plain",
                "x".repeat(Installation.MAX_FILE_BYTES + 200_000).getBytes());
        HttpRequest.Builder request = user.request("files").header("Content-Type", FORM);

        Answer answer = user.send(request.POST(
                announced
                        ? BodyPublishers.ofByteArray(form)
                        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form))));

        assertThat(answer.mustBeProblem(413, "PAYLOAD_TOO_LARGE").getString("detail"))
                .contains(Integer.toString(Installation.MAX_FILE_BYTES));
    }

    @Test
    void a_little_more_than_a_file_may_have_is_refused_by_name() throws Exception {
        byte[] content = "x".repeat(Installation.MAX_FILE_BYTES + 1).getBytes(StandardCharsets.US_ASCII);

        assertThat(upload(user, "big.txt", "text/plain", content)
                        .mustBeProblem(413, "PAYLOAD_TOO_LARGE")
                        .getString("detail"))
                .startsWith("big.txt is larger than 390.6 KB");
    }

    @Test
    void what_no_model_reads_is_refused() throws Exception {
        byte[] program = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0, 1, 0, 0, 0};

        assertThat(upload(user, "notes.txt", "text/plain", program)
                        .mustBeProblem(415, "UNSUPPORTED_MEDIA_TYPE")
                        .getString("detail"))
                .startsWith("notes.txt is of the type application/x-");
    }

    @Test
    void a_picture_of_too_many_pixels_is_refused_by_its_header() throws Exception {
        assertThat(upload(user, "bomb.png", "image/png", pngHeader(100_000, 100_000))
                        .mustBeProblem(413, "PAYLOAD_TOO_LARGE")
                        .getString("detail"))
                .contains("bomb.png", "100000 x 100000");
    }

    @Test
    void what_is_empty_broken_or_no_form_is_refused() throws Exception {
        upload(user, "empty.txt", "text/plain", new byte[0]).mustBeProblem(400, "INVALID_REQUEST");
        assertThat(upload(user, "cut.pdf", "application/pdf", utf8("%PDF-1.7\n1 0 obj\n<<"))
                        .mustBeProblem(400, "INVALID_REQUEST")
                        .getString("detail"))
                .startsWith("cut.pdf is broken");
        user.send(user.request("files")
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString("--" + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--" + BOUNDARY
                                + "--\r\n")))
                .mustBeProblem(400, "INVALID_REQUEST");
        user.post("files", "{}").mustBeProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        user.send(user.request("files").header("Content-Type", FORM).POST(BodyPublishers.ofString("no form")))
                .mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void a_workspace_has_no_more_room_than_it_is_given() throws Exception {
        Client collector = atrium.newUser();
        byte[] content = "x".repeat(350_000).getBytes(StandardCharsets.US_ASCII);
        upload(collector, "1.txt", "text/plain", content).mustBe(201);
        JsonObject second =
                upload(collector, "2.txt", "text/plain", content).mustBe(201).json();

        assertThat(upload(collector, "3.txt", "text/plain", content)
                        .mustBeProblem(429, "QUOTA_EXCEEDED")
                        .getString("detail"))
                .contains("683.6 KB of 976.6 KB");

        collector.send(collector.request(path(second)).DELETE()).mustBe(204);
        upload(collector, "3.txt", "text/plain", content).mustBe(201);
    }

    @Test
    void the_model_reads_the_text_of_what_is_sent_with_a_message() throws Exception {
        JsonObject file = upload(user, "plan.txt", "text/plain", utf8("The launch is on 9 March."))
                .mustBe(201)
                .json();

        JsonObject answer =
                ask(user, "When is the launch?", file).whole().mustBe(200).json();

        String conversation = answer.getString("conversationId");
        assertThat(sent()).contains("plan.txt", "The launch is on 9 March.", "When is the launch?");
        JsonObject question = user.messages(conversation).get(0);
        assertThat(question.getString("content")).isEqualTo("When is the launch?");
        assertThat(question.getJsonArray("attachments").getJsonObject(0).getString("id"))
                .isEqualTo(file.getString("id"));

        user.chat(Installation.HOUSE_MODEL, "And where?")
                .in(conversation)
                .whole()
                .mustBe(200);
        assertThat(sent()).contains("The launch is on 9 March.", "And where?");
    }

    @Test
    void the_text_of_a_file_is_part_of_what_a_message_may_cost() throws Exception {
        JsonObject file = upload(
                        user, "long.txt", "text/plain", "word ".repeat(60_000).getBytes())
                .mustBe(201)
                .json();

        ask(user, "Sum it up", file).whole().mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void a_message_takes_a_file_once_and_not_too_many() throws Exception {
        JsonObject file =
                upload(user, "a.txt", "text/plain", utf8(TEXT)).mustBe(201).json();
        int before = user.conversationCount();

        ask(user, "Hi", file, file).whole().mustBeProblem(400, "INVALID_REQUEST");
        var many = Json.createArrayBuilder();
        for (int i = 0; i < 11; i++) {
            many.add(UUID.randomUUID().toString());
        }
        JsonObject problem = user.chat(Installation.HOUSE_MODEL, "Hi")
                .with("attachments", many.build())
                .whole()
                .mustBeProblem(400, "INVALID_REQUEST");
        assertThat(problem.getString("detail")).isEqualTo("attachments must have at most 10 entries.");
        assertThat(user.conversationCount()).isEqualTo(before);
    }

    @Test
    void the_files_of_a_conversation_go_with_it() throws Exception {
        JsonObject only =
                upload(user, "only.txt", "text/plain", utf8(TEXT)).mustBe(201).json();
        JsonObject shared =
                upload(user, "shared.txt", "text/plain", utf8(TEXT)).mustBe(201).json();
        String first = ask(user, "Hi", only, shared).whole().mustBe(200).json().getString("conversationId");
        ask(user, "Hi", shared).whole().mustBe(200);

        user.send(user.request("conversations/" + first).DELETE()).mustBe(204);

        user.get(path(only)).mustBeProblem(404, "NOT_FOUND");
        user.get(path(shared)).mustBe(200);
    }

    private static final String BOUNDARY = "a-boundary-of-the-tests";
    private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

    private static Answer upload(Client client, String name, String type, byte[] content)
            throws IOException, InterruptedException {
        return client.send(client.request("files")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofByteArray(form(name, type, content))));
    }

    /** As browsers send it: RFC 7578, with the name in UTF-8 and quotes in percent. */
    private static byte[] form(String name, String type, byte[] content) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name.replace("\"", "\\\"") + "\"\r\nContent-Type: " + type + "\r\n\r\n"));
        form.write(content);
        form.write(utf8("\r\n--" + BOUNDARY + "--\r\n"));
        return form.toByteArray();
    }

    private static Question ask(Client client, String message, JsonObject... files) {
        var ids = Json.createArrayBuilder();
        for (JsonObject file : files) {
            ids.add(file.getString("id"));
        }
        return client.chat(Installation.HOUSE_MODEL, message).with("attachments", ids.build());
    }

    /** The last request that the provider of the house got. */
    private String sent() {
        var requests = atrium.providers().requests().stream()
                .filter(request -> request.provider().equals("compatible")
                        && request.method().equals("POST"))
                .toList();
        return requests.get(requests.size() - 1).body();
    }

    private static String path(JsonObject file) {
        return "files/" + file.getString("id");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(17)
                .put(utf8("IHDR"))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 sum = new CRC32();
        sum.update(header);
        out.write(ByteBuffer.allocate(4).putInt(13).array());
        out.write(header);
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return out.toByteArray();
    }
}
