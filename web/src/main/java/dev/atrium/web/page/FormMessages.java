package dev.atrium.web.page;

import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.omnifaces.util.Components;
import org.omnifaces.util.Messages;

/** Tells in a form what came of it. */
@RequestScoped
public class FormMessages {

    @Inject
    private Texts texts;

    /** Something was done. */
    public void done(String key, Object... arguments) {
        Messages.create(texts.get(key, arguments)).add();
    }

    /**
     * Something was refused: each reason stands at its field, where the form has it.
     *
     * @param form the id of the form
     * @param inputs the inputs by the fields of the refusal, where an input is called otherwise than its field
     */
    public void refused(Refusal refusal, String form, Map<String, String> inputs) {
        if (refusal.errors().isEmpty()) {
            Messages.create(refusal.detail()).error().add();
        }
        refusal.errors().forEach(error -> refused(error, form, inputs));
    }

    private void refused(FieldError error, String form, Map<String, String> inputs) {
        String input = form + ":" + inputs.getOrDefault(error.field(), error.field());
        boolean there = inputs.containsKey(error.field()) || Components.findComponent(input) != null;
        if (there) {
            Messages.create(error.message()).error().add(input);
        } else {
            Messages.create(error.field() + " " + error.message()).error().add();
        }
    }
}
