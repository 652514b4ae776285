/** The form that makes and changes a preset: its variables follow what stands between double braces in the template. */
import { patch, post, Problem } from '../core/api.js';
import { stamp } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { explain } from '../core/problem.js';
import { namesIn } from './fields.js';

export class PresetEditor {
    #parts;
    #form;
    #onSaved;
    #preset = null;
    #variables = new Map();

    /** @param parts the page's elements: editDialog, editForm, editHeading, editFault, variables */
    constructor(parts, { onSaved }) {
        this.#parts = parts;
        this.#form = parts.editForm.elements;
        this.#onSaved = onSaved;
        this.#form.template.addEventListener('input', () => this.#follow());
        parts.editForm.addEventListener('submit', (e) => {
            e.preventDefault();
            this.#save();
        });
    }

    /** @param preset the one to change; without one, a new one is made */
    open(preset = null) {
        this.#preset = preset;
        this.#variables.clear();
        const form = this.#form;
        for (const name of ['name', 'description', 'category', 'template', 'system', 'model']) {
            form[name].value = preset?.[name] ?? '';
        }
        form.visibility.value = preset?.visibility ?? 'private';
        form.temperature.value = preset?.parameters?.temperature ?? '';
        (preset?.variables ?? []).forEach((variable) => this.#add(variable));
        this.#follow();
        this.#parts.editHeading.textContent = t(preset ? 'presets.edit' : 'presets.new');
        this.#parts.editFault.hidden = true;
        this.#parts.editDialog.showModal();
    }

    /** A variable that is no longer in the template is kept, in case its name comes back, but not shown or saved. */
    #follow() {
        const names = namesIn(this.#form.template.value);
        names.filter((name) => !this.#variables.has(name)).forEach((name) => this.#add({ name, label: name, type: 'text', required: true }));
        this.#parts.variables.replaceChildren(...names.map((name) => this.#variables.get(name).root));
    }

    #add(variable) {
        const { root, parts } = stamp('variable-template');
        const adapt = () => (parts.optionsField.hidden = parts.type.value !== 'choice');
        parts.name.textContent = `{{${variable.name}}}`;
        parts.label.value = variable.label;
        parts.type.value = variable.type;
        parts.required.checked = variable.required;
        parts.default.value = variable.default ?? '';
        parts.options.value = (variable.options ?? []).join(', ');
        parts.type.addEventListener('change', adapt);
        adapt();
        this.#variables.set(variable.name, { root, parts });
    }

    #body() {
        const form = this.#form;
        const variables = namesIn(form.template.value).map((name) => {
            const { parts } = this.#variables.get(name);
            const options = parts.options.value.split(',').map((option) => option.trim()).filter(Boolean);
            return {
                name,
                label: parts.label.value,
                type: parts.type.value,
                required: parts.required.checked,
                ...(parts.default.value.trim() && { default: parts.default.value }),
                ...(parts.type.value === 'choice' && { options }),
            };
        });
        const { temperature, ...parameters } = this.#preset?.parameters ?? {};
        return {
            ...Object.fromEntries(['name', 'description', 'category', 'template', 'system', 'model', 'visibility']
                .map((name) => [name, form[name].value])),
            variables,
            parameters: { ...parameters, ...(form.temperature.value && { temperature: Number(form.temperature.value) }) },
        };
    }

    async #save() {
        try {
            const body = this.#body();
            await (this.#preset ? patch(`/presets/${this.#preset.id}`, body) : post('/presets', body));
            this.#parts.editDialog.close();
            this.#onSaved();
        } catch (e) {
            const problem = e instanceof Problem ? e : new Problem(0);
            const { title, detail } = explain(problem);
            this.#parts.editFault.textContent = problem.errors?.map((error) => `${error.field}: ${error.message}`).join('\n')
                || [title, detail].filter(Boolean).join(' ');
            this.#parts.editFault.hidden = false;
        }
    }
}
