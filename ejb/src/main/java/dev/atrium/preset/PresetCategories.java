package dev.atrium.preset;

import dev.atrium.persistence.preset.PresetCategory;
import dev.atrium.persistence.preset.PresetRepository;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What presets are sorted by. Everyone sees the categories; administrators of the organisation change them. */
@Stateless
public class PresetCategories {

    private static final int MOST_NAME_CHARACTERS = 50;
    private static final int MOST = 100;

    @Inject
    private PresetRepository presets;

    /** A category, as everyone sees it. */
    public record Category(UUID id, String name, Optional<String> icon, int position) {

        private static Category of(PresetCategory category) {
            return new Category(category.id(), category.name(), category.icon(), category.position());
        }
    }

    /** What a category is to be; what is empty stays as it is, or as is usual. An empty icon is none. */
    public record Draft(Optional<String> name, Optional<String> icon, Optional<Integer> position) {}

    /** The categories in their order. */
    public List<Category> list() {
        return presets.findCategories().stream().map(Category::of).toList();
    }

    /** Makes a category, the last one where the draft says no position. */
    public Category create(Caller caller, Draft draft) {
        requireAdmin(caller);
        List<PresetCategory> all = presets.findCategories();
        if (all.size() >= MOST) {
            throw new Refusal(ErrorCode.CONFLICT, "There can be " + MOST + " categories. Delete one first.");
        }
        String name = free(draft.name().orElse(""), Optional.empty());
        int next = all.stream().mapToInt(PresetCategory::position).max().orElse(0) + 1;
        PresetCategory category = new PresetCategory(
                name, icon(draft, Optional.empty()), draft.position().orElse(next));
        presets.add(category);
        return Category.of(category);
    }

    public Category change(Caller caller, UUID id, Draft draft) {
        requireAdmin(caller);
        PresetCategory category = require(id);
        category.change(
                draft.name().map(name -> free(name, Optional.of(id))).orElse(category.name()),
                icon(draft, category.icon()),
                draft.position().orElse(category.position()));
        return Category.of(category);
    }

    /** Deletes a category; its presets stay, without one. */
    public void delete(Caller caller, UUID id) {
        requireAdmin(caller);
        presets.remove(require(id));
    }

    private static Optional<String> icon(Draft draft, Optional<String> otherwise) {
        return draft.icon().or(() -> otherwise).filter(icon -> !icon.isBlank());
    }

    private String free(String name, Optional<UUID> own) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MOST_NAME_CHARACTERS) {
            throw Refusal.invalid("name", "must have 1 to " + MOST_NAME_CHARACTERS + " characters");
        }
        presets.findCategory(stripped)
                .filter(other -> own.isEmpty() || !other.id().equals(own.get()))
                .ifPresent(other -> {
                    throw new Refusal(ErrorCode.CONFLICT, "There is a category " + other.name() + " already.");
                });
        return stripped;
    }

    private PresetCategory require(UUID id) {
        return presets.findCategory(id).orElseThrow(() -> Refusal.notFound("category"));
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.admin()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Only administrators of the organisation change the categories.");
        }
    }
}
