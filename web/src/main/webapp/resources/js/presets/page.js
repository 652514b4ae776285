/** The page of presets: cards by category; a form fills the gaps of one and takes it to chat or text. */
import { get, post, Problem, remove } from '../core/api.js';
import { debounce, partsOf, stamp } from '../core/dom.js';
import { t, tn } from '../core/i18n.js';
import { explain, ProblemNotice } from '../core/problem.js';
import { toast } from '../shell/toast.js';
import { PresetEditor } from './editor.js';
import { fieldsOf, showFaults, valuesIn } from './fields.js';
import { handOver } from './handover.js';

const PAGE = 100;
const SEARCH_AFTER_MILLIS = 250;

const context = document.querySelector('meta[name="atrium-context"]').content;
const parts = partsOf(document);
const notice = new ProblemNotice(parts);
const editor = new PresetEditor(parts, { onSaved: show });
let categories = [];
let used = null;
let asked = 0;

/* The list */

async function show() {
    const mine = ++asked;
    try {
        const presets = await all();
        if (mine === asked) {
            notice.clear();
            showCards(presets);
        }
    } catch (e) {
        notice.show(e instanceof Problem ? e : new Problem(0));
    }
}

/** All that match, a page after the other. */
async function all() {
    const presets = [];
    for (;;) {
        const { items, total } = await get(`/presets?limit=${PAGE}&offset=${presets.length}&${filter()}`);
        presets.push(...items);
        if (!items.length || presets.length >= total) {
            return presets;
        }
    }
}

function filter() {
    const query = new URLSearchParams();
    Object.entries({ q: parts.words.value.trim(), category: parts.category.value, visibility: parts.visibility.value })
        .filter(([, value]) => value)
        .forEach(([name, value]) => query.set(name, value));
    return query;
}

function showCards(presets) {
    const groups = [...categories.map(({ name }) => name), undefined]
        .map((category) => [category, presets.filter((preset) => preset.category === category)])
        .filter(([, members]) => members.length);
    parts.list.replaceChildren(...groups.map(([category, members]) => {
        const section = stamp('category-template');
        section.parts.label.textContent = category ?? t('presets.uncategorised');
        section.parts.cards.append(...members.map(card));
        return section.root;
    }));
    parts.empty.hidden = presets.length > 0;
}

function card(preset) {
    const { root, parts: of } = stamp('card-template');
    of.name.textContent = preset.name;
    of.description.textContent = preset.description;
    of.about.textContent = [t(`presets.visibility.${preset.visibility}`), tn('presets.used', preset.used)].join(' · ');
    of.edit.hidden = of.remove.hidden = !preset.changeable;
    for (const [button, key] of [[of.edit, 'presets.card.edit'], [of.copy, 'presets.card.copy'], [of.remove, 'presets.card.remove']]) {
        button.title = t(key, { name: preset.name });
        button.setAttribute('aria-label', button.title);
    }
    of.use.addEventListener('click', () => openUse(preset));
    of.edit.addEventListener('click', () => editor.open(preset));
    of.copy.addEventListener('click', () => duplicate(preset));
    of.remove.addEventListener('click', () => askRemove(preset));
    return root;
}

/* Using one */

function openUse(preset) {
    used = preset;
    parts.useName.textContent = preset.name;
    parts.useDescription.textContent = preset.description;
    parts.useFields.replaceChildren(...fieldsOf(preset.variables));
    parts.useFault.hidden = true;
    parts.useDialog.showModal();
}

async function use(page) {
    const variables = valuesIn(parts.useFields);
    try {
        const rendered = await post(`/presets/${used.id}/render`, { variables });
        handOver(page, { presetId: used.id, variables, ...rendered });
        location.assign(`${context}/${page}`);
    } catch (e) {
        const problem = e instanceof Problem ? e : new Problem(0);
        const rest = showFaults(parts.useFields, problem.errors ?? []);
        const { title, detail } = explain(problem);
        parts.useFault.textContent = rest.length || !problem.errors?.length ? [title, detail].filter(Boolean).join(' ') : '';
        parts.useFault.hidden = !parts.useFault.textContent;
    }
}

/* Copying, deleting, files */

async function duplicate(preset) {
    try {
        editor.open(await post(`/presets/${preset.id}/duplicate`));
        show();
    } catch (e) {
        fail(e);
    }
}

function askRemove(preset) {
    parts.deleteText.textContent = t('presets.delete.text', { name: preset.name });
    parts.deleteConfirm.onclick = async () => {
        parts.deleteDialog.close();
        try {
            await remove(`/presets/${preset.id}`);
            toast(t('presets.deleted'));
            show();
        } catch (e) {
            fail(e);
        }
    };
    parts.deleteDialog.showModal();
}

async function bringIn() {
    const [file] = parts.importInput.files;
    parts.importInput.value = '';
    try {
        const { items } = await post('/presets/import', JSON.parse(await file.text()));
        toast(tn('presets.imported', items.length));
        show();
    } catch (e) {
        fail(e instanceof SyntaxError ? new Problem(400, { detail: t('presets.import.none') }) : e);
    }
}

function fail(e) {
    const { title, detail } = explain(e instanceof Problem ? e : new Problem(0));
    toast([title, detail].filter(Boolean).join(' '), { bad: true });
}

/** The answer says that it is to be saved, so the page stays. Words are no filter of a file. */
function save() {
    const query = filter();
    query.delete('q');
    location.assign(`${context}/api/presets/export?${query}`);
}

parts.words.addEventListener('input', debounce(SEARCH_AFTER_MILLIS, show));
parts.category.addEventListener('change', show);
parts.visibility.addEventListener('change', show);
parts.create.addEventListener('click', () => editor.open());
parts.importButton.addEventListener('click', () => parts.importInput.click());
parts.importInput.addEventListener('change', bringIn);
parts.exportButton.addEventListener('click', save);
parts.useForm.addEventListener('submit', (e) => {
    e.preventDefault();
    use(e.submitter?.value ?? 'chat');
});
for (const dialog of [parts.useDialog, parts.editDialog, parts.deleteDialog]) {
    dialog.querySelectorAll('[data-close]').forEach((button) => button.addEventListener('click', () => dialog.close()));
}

try {
    const [found, models] = await Promise.all([get('/preset-categories'), get('/ai/models?capability=text')]);
    categories = found.items;
    const options = () => categories.map(({ name }) => new Option(name, name));
    parts.category.append(...options());
    parts.editForm.elements.category.append(...options());
    parts.models.append(...models.items.filter((model) => model.available).map((model) => new Option(model.name, model.id)));
} catch (e) {
    notice.show(e instanceof Problem ? e : new Problem(0));
}
show();
