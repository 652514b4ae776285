/** The models of the catalogue that have a capability, and their selector: a combobox over a list grouped by provider. */
import { get } from '../core/api.js';
import { stamp } from '../core/dom.js';
import { compact, cost, day, t, textOr } from '../core/i18n.js';
import { popover } from '../shell/popover.js';

export const providerName = (provider) => textOr(`provider.${provider}`, provider);

export class ModelSelector {
    #models = [];
    #selected = null;
    #shown = [];
    #active = -1;
    #parts;
    #popover;
    #capability;
    #onChange;

    /**
     * @param parts the page's elements: modelButton, modelName, modelEnd, modelPanel, modelFind, modelList
     * @param {{capability: string, onChange: function(object)}} options what the models must be able to do
     */
    constructor(parts, { capability, onChange }) {
        this.#capability = capability;
        this.#parts = parts;
        this.#onChange = onChange;
        this.#popover = popover(parts.modelButton, parts.modelPanel, {
            onOpen: () => this.#opened(),
            focus: () => parts.modelFind,
        });
        parts.modelFind.addEventListener('input', () => this.#show());
        parts.modelFind.addEventListener('keydown', (e) => this.#keydown(e));
        parts.modelList.addEventListener('click', (e) => {
            const option = e.target.closest('[role=option]');
            if (option) {
                this.#choose(this.#shown[Number(option.dataset.index)]);
            }
        });
    }

    async load() {
        const { items, preferred } = await get(`/ai/models?capability=${this.#capability}&limit=100`);
        this.#models = items.filter((m) => m.available !== false);
        this.select(localStorage.getItem(this.#lastChoice)) || this.select(preferred) || this.select(this.#first);
    }

    /** One that is here to stay, where there is one. */
    get #first() {
        return (this.#models.find((m) => m.status === 'available') ?? this.#models[0])?.id;
    }

    /** Where the browser remembers what was chosen last. */
    get #lastChoice() {
        return `atrium.model.${this.#capability}`;
    }

    get selected() {
        return this.#selected;
    }

    /** Those that can be chosen. */
    get all() {
        return this.#models;
    }

    /** Selects a model by id, if it is to be had. */
    select(id) {
        const model = this.#models.find((m) => m.id === id);
        if (model) {
            this.#selected = model;
            this.#parts.modelName.textContent = model.name;
            this.#parts.modelButton.hidden = false;
            this.#parts.modelButton.classList.toggle('leaving', !isCurrent(model));
            this.#parts.modelEnd.textContent = this.#endOf(model);
            this.#parts.modelEnd.hidden = isCurrent(model);
            this.#onChange(model);
        }
        return Boolean(model);
    }

    /** A model by id; one that has left the catalogue keeps its id as a name. */
    named(id) {
        return this.#models.find((m) => m.id === id) ?? { id, name: id ?? '' };
    }

    #opened() {
        this.#parts.modelFind.value = '';
        this.#show();
    }

    #show() {
        const words = this.#parts.modelFind.value.toLowerCase().split(/\s+/);
        const matches = (m) => words.every((w) => `${m.name} ${m.id} ${providerName(m.provider)}`.toLowerCase().includes(w));
        const byProvider = groupByProvider(this.#models.filter(matches));
        this.#shown = [...byProvider.values()].flat();
        this.#parts.modelList.replaceChildren(...[...byProvider].map(([provider, models]) => this.#group(provider, models)));
        if (!this.#shown.length) {
            const none = document.createElement('li');
            none.className = 'list-state';
            none.textContent = t('models.none');
            this.#parts.modelList.append(none);
        }
        this.#activate(Math.max(0, this.#shown.indexOf(this.#selected)));
    }

    #group(provider, models) {
        const { root, parts } = stamp('model-group-template');
        parts.label.textContent = providerName(provider);
        parts.label.id = `provider-${provider}`;
        parts.options.setAttribute('aria-labelledby', parts.label.id);
        parts.options.append(...models.map((m) => this.#option(m)));
        return root;
    }

    #option(model) {
        const { root, parts } = stamp('model-template');
        const index = this.#shown.indexOf(model);
        root.id = `model-${index}`;
        root.dataset.index = index;
        root.setAttribute('aria-selected', String(model === this.#selected));
        parts.name.textContent = model.name;
        parts.about.textContent = this.#aboutOf(model);
        parts.about.classList.toggle('leaving', !isCurrent(model));
        const { input, output } = model.pricing ?? {};
        if (input !== undefined) {
            parts.price.textContent = t('models.price', { input: cost(input), output: cost(output) });
        }
        return root;
    }

    #aboutOf(model) {
        return this.#endOf(model) || model.description || t('models.context', { size: compact(model.contextWindow) });
    }

    /** That a model leaves, when, and what to use then; empty for one that stays. */
    #endOf(model) {
        if (model.status !== 'deprecated') {
            return '';
        }
        const key = ['models.deprecated', model.shutdownOn && 'on', model.replacedBy && 'replaced'].filter(Boolean).join('.');
        return t(key, { day: model.shutdownOn && day(model.shutdownOn), replacement: model.replacedBy && this.named(model.replacedBy).name });
    }

    #activate(index) {
        this.#parts.modelList.querySelector('.active')?.classList.remove('active');
        this.#active = index;
        const option = document.getElementById(`model-${index}`);
        option?.classList.add('active');
        option?.scrollIntoView({ block: 'nearest' });
        this.#parts.modelFind.setAttribute('aria-activedescendant', option?.id ?? '');
    }

    #keydown(e) {
        const count = this.#shown.length;
        const to = { ArrowDown: this.#active + 1, ArrowUp: this.#active - 1 + count }[e.key];
        if (to !== undefined && count) {
            e.preventDefault();
            this.#activate(to % count);
        } else if (e.key === 'Enter') {
            e.preventDefault();
            this.#choose(this.#shown[this.#active]);
        }
    }

    #choose(model) {
        if (model) {
            this.select(model.id);
            localStorage.setItem(this.#lastChoice, model.id);
            this.#popover.close();
        }
    }
}

/** Models that are about to leave come last in their group. */
function groupByProvider(models) {
    const groups = new Map();
    for (const model of [...models.filter(isCurrent), ...models.filter((m) => !isCurrent(m))]) {
        groups.set(model.provider, [...(groups.get(model.provider) ?? []), model]);
    }
    return groups;
}

const isCurrent = (model) => model.status !== 'deprecated';
