/** The images page: a prompt becomes pictures, which stay in the gallery. */
import { Problem } from '../core/api.js';
import { debounce, partsOf } from '../core/dom.js';
import { cost, t, textOr, tn } from '../core/i18n.js';
import { ProblemNotice } from '../core/problem.js';
import { ModelSelector } from '../models/selector.js';
import { refreshCredits } from '../shell/credits.js';
import { toast } from '../shell/toast.js';
import { offer } from '../studio/choices.js';
import { discarding } from '../studio/discard.js';
import { estimateIn } from '../studio/estimate.js';
import { order } from '../studio/order.js';
import { Gallery } from './gallery.js';

const SEARCH_AFTER_MILLIS = 250;
const DRAFT = 'atrium.images.draft';

const context = document.querySelector('meta[name="atrium-context"]').content;
const language = document.documentElement.lang;
const parts = partsOf(document);
const notice = new ProblemNotice(parts, { onWait: enable });
const gallery = new Gallery(parts, { context });
const estimate = estimateIn(parts.estimate, () => (ready() ? { service: 'image', ...request() } : null));
const models = new ModelSelector(parts, { capability: 'image', onChange: adaptTo });

/* The form */

function adaptTo(model) {
    const { sizes = [], qualities = [], styles = [], maxCount = 1 } = model;
    offer(parts.size, sizes);
    offer(parts.quality, qualities, (quality) => textOr(`images.quality.${quality}`, quality));
    offer(parts.style, styles, (style) => textOr(`images.style.${style}`, style));
    offer(parts.count, Array.from({ length: maxCount }, (_, i) => String(i + 1)));
    parts.sizeField.hidden = sizes.length < 2;
    parts.qualityField.hidden = qualities.length < 2;
    parts.styleField.hidden = !styles.length;
    parts.countField.hidden = maxCount < 2;
    enable();
}

const ready = () => Boolean(models.selected && parts.prompt.value.trim());

function enable() {
    parts.run.disabled = !ready() || notice.waiting;
    estimate();
}

function request() {
    return {
        model: models.selected.id,
        prompt: parts.prompt.value,
        ...(parts.size.value && { size: parts.size.value }),
        ...(parts.quality.value && { quality: parts.quality.value }),
        ...(!parts.styleField.hidden && { style: parts.style.value }),
        count: Number(parts.count.value || 1),
    };
}

/* Making */

async function run() {
    const body = request();
    notice.clear();
    const places = gallery.expect(body.count);
    parts.announcer.textContent = t('images.announce.running');
    try {
        const made = await order('/ai/images', body);
        gallery.fill(places, await gallery.find(made.id));
        parts.tools.hidden = false;
        parts.announcer.textContent = tn('images.announce.done', made.images.length);
    } catch (e) {
        gallery.withdraw(places);
        notice.show(e instanceof Problem ? e : new Problem(0));
    } finally {
        refreshCredits();
    }
}

/* One image */

/** What is open in large: a generation. */
let open = null;

async function show(id, number) {
    try {
        open = await gallery.find(id);
    } catch {
        toast(t('images.notFound'), { bad: true });
        history.replaceState(null, '', `${context}/images`);
        return;
    }
    const file = open.files[number - 1] ?? open.files[0];
    parts.detailImage.src = context + file.url;
    parts.detailImage.alt = open.prompt ?? '';
    parts.detailPrompt.textContent = open.prompt ?? t('images.untitled');
    parts.detailRevised.hidden = !open.text;
    parts.detailRevised.textContent = open.text ? t('images.revised', { prompt: open.text }) : '';
    parts.detailDownload.href = `${context + file.url}?download=true`;
    const facts = {
        [t('images.fact.model')]: models.named(open.model).name,
        [t('images.fact.size')]: `${file.width} × ${file.height}`,
        ...chosen('quality'),
        ...chosen('style'),
        [t('images.fact.credits')]: cost(open.credits),
        [t('images.fact.date')]: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(open.createdAt)),
    };
    parts.detailFacts.replaceChildren(
        ...Object.entries(facts).flatMap(([name, value]) => {
            const term = document.createElement('dt');
            term.textContent = name;
            const description = document.createElement('dd');
            description.textContent = value;
            return [term, description];
        }),
    );
    if (!parts.detail.open) {
        parts.detail.showModal();
    }
}

/** What was chosen of the open image, if anything was. */
function chosen(choice) {
    const value = open.parameters?.[choice];
    return value ? { [t(`images.fact.${choice}`)]: textOr(`images.${choice}.${value}`, value) } : {};
}

function showAddressed() {
    const id = /\/images\/([^/]+)$/.exec(location.pathname)?.[1];
    if (id) {
        show(id, Number(new URLSearchParams(location.search).get('n') ?? 1));
    } else if (parts.detail.open) {
        parts.detail.close();
    }
}

parts.gallery.addEventListener('click', (e) => {
    const link = e.target.closest('a');
    if (link && !e.metaKey && !e.ctrlKey && !e.shiftKey) {
        e.preventDefault();
        history.pushState(null, '', link.href);
        showAddressed();
    }
});
parts.detail.addEventListener('close', () => {
    if (location.pathname !== `${context}/images`) {
        history.pushState(null, '', `${context}/images`);
    }
});
addEventListener('popstate', showAddressed);

parts.detailReuse.addEventListener('click', () => {
    const { size, quality, style, count } = open.parameters ?? {};
    models.select(open.model);
    parts.prompt.value = open.prompt ?? '';
    for (const [select, value] of [[parts.size, size], [parts.quality, quality], [parts.style, style], [parts.count, count]]) {
        if ([...select.options].some((option) => option.value === String(value))) {
            select.value = String(value);
        }
    }
    parts.detail.close();
    enable();
    parts.prompt.focus();
});
const discard = discarding(parts, 'images', (id) => {
    gallery.removed(id);
    parts.detail.close();
});
parts.detailDelete.addEventListener('click', () => discard(open.id));
parts.detail.addEventListener('click', (e) => {
    if (e.target.closest('[data-close]') || e.target === parts.detail) {
        parts.detail.close();
    }
});

/* Form and filter */

parts.form.addEventListener('submit', (e) => {
    e.preventDefault();
    if (!parts.run.disabled) {
        run();
    }
});
parts.form.addEventListener('input', () => {
    sessionStorage.setItem(DRAFT, parts.prompt.value);
    enable();
});
parts.form.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
        parts.form.requestSubmit();
    }
});

const filter = () =>
    gallery.show({
        q: parts.search.value.trim(),
        model: parts.modelFilter.value,
        from: midnight(parts.fromFilter.value),
        to: midnight(parts.toFilter.value, 1),
    });

/** When a day begins where the reader is, or one so many days later; empty without a day. */
function midnight(day, later = 0) {
    const [year, month, date] = day.split('-').map(Number);
    return year >= 1000 ? new Date(year, month - 1, date + later).toISOString() : '';
}
parts.search.addEventListener('input', debounce(SEARCH_AFTER_MILLIS, filter));
[parts.modelFilter, parts.fromFilter, parts.toFilter].forEach((input) => input.addEventListener('change', filter));

parts.prompt.value = sessionStorage.getItem(DRAFT) ?? '';
try {
    await models.load();
    models.all.forEach((model) => parts.modelFilter.append(new Option(model.name, model.id)));
    await filter();
} catch (e) {
    notice.show(e instanceof Problem ? e : new Problem(0));
}
enable();
showAddressed();
