package dev.atrium.preset;

import dev.atrium.persistence.preset.Preset;
import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.persistence.preset.PresetCategory;
import dev.atrium.persistence.preset.PresetFilter;
import dev.atrium.persistence.preset.PresetRepository;
import dev.atrium.persistence.type.Belonging;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.workspace.Erasure;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The presets. A private one exists for its owner only, one of a workspace for its members, one of the organisation for everyone. They are
 * changed by their owner, those of a workspace by its administrators, too, and those of the organisation by administrators of the
 * organisation.
 */
@Stateless
public class PresetService {

    /** The most presets of a file that is imported, and of one that is exported. */
    public static final int MOST_IN_FILE = 200;

    /** More than anybody makes by hand in one workspace. */
    private static final int MOST_OWN = 1_000;

    private static final String COPY = " (copy)";

    @Inject
    private PresetRepository presets;

    @Inject
    private Clock clock;

    /** Some presets, and how many there are in all. */
    public record Found(List<PresetView> items, long total) {}

    /** The presets that the caller sees. */
    public Found list(Caller caller, PresetFilter filter, int offset, int limit) {
        List<PresetView> items = presets.findAll(caller.workspaceId(), caller.userId(), filter, offset, limit).stream()
                .map(preset -> view(caller, preset))
                .toList();
        return new Found(items, presets.count(caller.workspaceId(), caller.userId(), filter));
    }

    public PresetView get(Caller caller, UUID id) {
        return view(caller, require(caller, id));
    }

    /** @throws Refusal when a field is wrong, or the caller may not show it to so many */
    public PresetView create(Caller caller, PresetDraft draft) {
        requireMaker(caller, 1);
        requireValid(draft.check(""));
        requireMayShow(caller, draft.visibility());
        return view(caller, add(caller, draft, category(draft)));
    }

    private Preset add(Caller caller, PresetDraft draft, Optional<PresetCategory> category) {
        Preset preset = Preset.madeBy(
                caller.workspaceId(), caller.userId(), PresetView.content(draft), draft.visibility(), clock.instant());
        preset.sort(category);
        presets.add(preset);
        return preset;
    }

    /**
     * Changes a preset.
     *
     * @param change makes of what it is what it is to be
     * @throws Refusal when a field is wrong then, or the caller may not change it
     */
    public PresetView change(Caller caller, UUID id, UnaryOperator<PresetDraft> change) {
        Preset preset = requireChangeable(caller, id);
        PresetDraft draft = change.apply(view(caller, preset).draft());
        requireValid(draft.check(""));
        if (draft.visibility() != preset.visibility()) {
            requireMayShow(caller, draft.visibility());
            requireHome(preset, draft.visibility());
        }
        preset.change(PresetView.content(draft), clock.instant());
        preset.sort(category(draft));
        preset.show(draft.visibility());
        return view(caller, preset);
    }

    public void delete(Caller caller, UUID id) {
        presets.remove(requireChangeable(caller, id));
    }

    /** A private copy of the caller's own in the current workspace. */
    public PresetView duplicate(Caller caller, UUID id) {
        requireMaker(caller, 1);
        Preset original = require(caller, id);
        String name = original.content().name();
        int most = PresetDraft.MOST_NAME_CHARACTERS - COPY.length();
        PresetDraft copy = view(caller, original)
                .draft()
                .privately()
                .named((name.length() > most ? name.substring(0, most) : name) + COPY);
        return view(caller, add(caller, copy, original.category()));
    }

    /**
     * Makes private presets of the caller's own of what was exported elsewhere. A category that does not exist here is left out.
     *
     * @throws Refusal when one of them is wrong; none is made then
     */
    public List<PresetView> bringIn(Caller caller, List<PresetDraft> drafts) {
        if (drafts.isEmpty() || drafts.size() > MOST_IN_FILE) {
            throw Refusal.invalid("presets", "must have 1 to " + MOST_IN_FILE + " entries");
        }
        requireMaker(caller, drafts.size());
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            errors.addAll(drafts.get(i).check("presets[" + i + "]."));
        }
        requireValid(errors);
        return drafts.stream()
                .map(draft -> add(caller, draft.privately(), draft.category().flatMap(presets::findCategory)))
                .map(preset -> view(caller, preset))
                .toList();
    }

    /**
     * Fills the gaps of a preset; nothing is counted.
     *
     * @param values by the names of the variables: strings, and for numbers numbers, too
     * @throws Refusal when a value is missing, does not fit, or is of no variable; one message for each
     */
    public PresetPrompt render(Caller caller, UUID id, Map<String, Object> values) {
        PresetView preset = view(caller, require(caller, id));
        return new PresetPrompt(
                preset.id(),
                title(preset, values),
                new Template(preset.template(), preset.variables()).fill(values),
                preset.model(),
                preset.system(),
                preset.parameters());
    }

    /**
     * What a request says by a preset, if it uses one.
     *
     * @throws Refusal as {@link #render} does, and when there are values without a preset
     */
    public Optional<PresetPrompt> prompt(Caller caller, Optional<UUID> presetId, Optional<Map<String, Object>> values) {
        if (presetId.isEmpty() && values.filter(given -> !given.isEmpty()).isPresent()) {
            throw Refusal.invalid("variables", "must be absent without a presetId");
        }
        return presetId.map(id -> render(caller, id, values.orElse(Map.of())));
    }

    /** The preset's name with the first text that was given for it. */
    private static String title(PresetView preset, Map<String, Object> values) {
        return preset.variables().stream()
                .filter(variable -> variable.type() == Variable.Type.TEXT || variable.type() == Variable.Type.LONG_TEXT)
                .map(variable -> values.get(variable.name()))
                .filter(value -> value instanceof String text && !text.isBlank())
                .findFirst()
                .map(text -> preset.name() + ": " + ((String) text).strip())
                .orElse(preset.name());
    }

    /** Counts that a preset was used. */
    public void countUse(UUID id) {
        presets.countUse(id);
    }

    /** Observes that all content of a user or a workspace is to go. */
    public void erase(@Observes Erasure erasure) {
        if (erasure.whose() == Belonging.USER) {
            presets.removeOfUser(erasure.id());
        } else {
            presets.removeOfWorkspace(erasure.id());
        }
    }

    private Preset require(Caller caller, UUID id) {
        return presets.find(caller.workspaceId(), caller.userId(), id).orElseThrow(() -> Refusal.notFound("preset"));
    }

    private Preset requireChangeable(Caller caller, UUID id) {
        Preset preset = require(caller, id);
        if (!mayChange(caller, preset)) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    preset.visibility() == Visibility.ORGANISATION
                            ? "Only administrators of the organisation change its presets. Make a copy of your own."
                            : "Only its owner and administrators change this preset. Make a copy of your own.");
        }
        return preset;
    }

    private static boolean mayChange(Caller caller, Preset preset) {
        if (caller.admin()) {
            return true;
        }
        return switch (preset.visibility()) {
            case ORGANISATION -> false;
            case WORKSPACE -> isOwner(caller, preset) || caller.role().mayAdminister();
            case PRIVATE -> isOwner(caller, preset);
        };
    }

    private static boolean isOwner(Caller caller, Preset preset) {
        return preset.ownerId().filter(caller.userId()::equals).isPresent();
    }

    private void requireMaker(Caller caller, int more) {
        if (!caller.role().mayGenerate()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Viewers of a workspace cannot make presets in it.");
        }
        if (presets.countMade(caller.workspaceId(), caller.userId()) + more > MOST_OWN) {
            throw new Refusal(
                    ErrorCode.CONFLICT, "You can have " + MOST_OWN + " presets in a workspace. Delete some first.");
        }
    }

    private static void requireMayShow(Caller caller, Visibility visibility) {
        if (visibility == Visibility.ORGANISATION && !caller.admin()) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN, "Only administrators of the organisation show a preset to everyone.");
        }
    }

    /** What came with Atrium was made in no workspace that it could be shown in. */
    private static void requireHome(Preset preset, Visibility visibility) {
        if (visibility != Visibility.ORGANISATION && preset.workspaceId().isEmpty()) {
            throw Refusal.invalid(
                    "visibility", "must be organisation for a preset that came with Atrium; delete it, or make a copy");
        }
    }

    private Optional<PresetCategory> category(PresetDraft draft) {
        return draft.category().map(name -> presets.findCategory(name)
                .orElseThrow(() -> Refusal.invalid(
                        "category", "is none of the categories: GET /api/preset-categories lists them")));
    }

    private static void requireValid(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }

    private static PresetView view(Caller caller, Preset preset) {
        return PresetView.of(preset, mayChange(caller, preset));
    }
}
