package dev.atrium.demo;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The models that the providers list. Any other id is served as well, so that new models need no change here, except ids that
 * begin with {@code unknown-}.
 */
final class Models {

    private static final List<Model> ALL = read();
    private static final Pattern REFUSES_SAMPLING =
            Pattern.compile("(o\\d|gpt-[5-9]).*|claude-(fable|mythos|\\w+-[5-9]).*");
    private static final int USUAL_CONTEXT = 1_000_000;
    private static final int USUAL_OUTPUT = 128_000;

    private Models() {}

    /** The vendor's list, newest first. */
    static List<Model> of(String vendor) {
        return ALL.stream().filter(model -> model.vendor().equals(vendor)).toList();
    }

    static boolean exists(String id) {
        return !id.isEmpty() && !id.startsWith("unknown-");
    }

    /** The facts about a model; those of a model that is not listed are guessed from its name. */
    static Model get(String vendor, String id) {
        return ALL.stream()
                .filter(model -> model.vendor().equals(vendor))
                .filter(model -> model.id().equals(id) || model.snapshot().equals(id))
                .findFirst()
                .orElseGet(() -> unlisted(vendor, id));
    }

    private static Model unlisted(String vendor, String id) {
        boolean sampling = !REFUSES_SAMPLING.matcher(id).matches();
        return new Model(vendor, id, id, LocalDate.EPOCH, "chat", USUAL_CONTEXT, USUAL_OUTPUT, sampling, !sampling, id);
    }

    private static List<Model> read() {
        try (InputStream in = Models.class.getResourceAsStream("models.json")) {
            return Json.read(in).getValuesAs(JsonObject.class).stream()
                    .map(Models::model)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Model model(JsonObject row) {
        return new Model(
                row.getString("vendor"),
                row.getString("id"),
                row.getString("name"),
                LocalDate.parse(row.getString("released")),
                row.getString("kind"),
                row.getInt("context"),
                row.getInt("output"),
                row.getBoolean("sampling"),
                row.getBoolean("reasoning"),
                row.getString("snapshot", row.getString("id")));
    }
}
