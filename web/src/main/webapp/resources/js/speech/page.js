/** The speech page: a text becomes a recording. */
import { Player, clock } from '../audio/player.js';
import { get, Problem } from '../core/api.js';
import { partsOf, stamp } from '../core/dom.js';
import { cost, integer, t } from '../core/i18n.js';
import { ProblemNotice } from '../core/problem.js';
import { ModelSelector } from '../models/selector.js';
import { refreshCredits } from '../shell/credits.js';
import { offer } from '../studio/choices.js';
import { discarding } from '../studio/discard.js';
import { estimateIn } from '../studio/estimate.js';
import { History } from '../studio/history.js';
import { order } from '../studio/order.js';

const DRAFT = 'atrium.speech.draft';

const context = document.querySelector('meta[name="atrium-context"]').content;
const language = document.documentElement.lang;
const parts = partsOf(document);
const notice = new ProblemNotice(parts, { onWait: enable });
const history = new History('speech', parts, recording);
const discard = discarding(parts, 'speech', (id) => history.removed(id));
const estimate = estimateIn(parts.estimate, () => (ready() ? { service: 'speech', ...request() } : null));
const models = new ModelSelector(parts, { capability: 'speech', onChange: adaptTo });

/** Whether a recording is being made. */
let running = false;

const ready = () => Boolean(models.selected && parts.text.value.trim());
const takes = (model, parameter) => (model.parameters ?? []).includes(parameter);

function adaptTo(model) {
    offer(parts.voice, model.voices ?? []);
    offer(parts.format, model.formats ?? []);
    parts.voiceField.hidden = !model.voices?.length;
    parts.formatField.hidden = (model.formats ?? []).length < 2;
    parts.speedField.hidden = !takes(model, 'speed');
    parts.instructionsField.hidden = !takes(model, 'instructions');
    enable();
}

function enable() {
    parts.counter.textContent = t('speech.counter', { count: integer([...parts.text.value].length) });
    parts.speedValue.textContent = `${Number(parts.speed.value).toLocaleString(language)}×`;
    parts.run.disabled = running || !ready() || notice.waiting;
    estimate();
}

function request() {
    return {
        model: models.selected.id,
        text: parts.text.value,
        ...(parts.voice.value && { voice: parts.voice.value }),
        ...(parts.format.value && { format: parts.format.value }),
        ...(!parts.speedField.hidden && { speed: Number(parts.speed.value) }),
        ...(!parts.instructionsField.hidden && parts.instructions.value.trim() && { instructions: parts.instructions.value }),
    };
}

async function run() {
    const place = stamp('pending-template').root;
    running = true;
    notice.clear();
    history.expect(place);
    parts.announcer.textContent = t('speech.announce.running');
    try {
        const made = await order('/ai/speech', request());
        history.fill(place, await get(`/ai/generations/${made.id}`));
        parts.announcer.textContent = t('speech.announce.done');
    } catch (e) {
        history.withdraw(place);
        notice.show(e instanceof Problem ? e : new Problem(0));
    } finally {
        running = false;
        enable();
        refreshCredits();
    }
}

/** The element of a generation. */
function recording(generation) {
    const { root, parts: own } = stamp('recording-template');
    const file = generation.files?.[0];
    own.spoken.textContent = generation.prompt ?? '';
    own.about.textContent = [
        models.named(generation.model).name,
        generation.parameters?.voice,
        file?.duration && clock(file.duration),
        new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(generation.createdAt)),
    ].filter(Boolean).join(' · ');
    own.credits.textContent = t('answer.credits', { amount: cost(generation.credits) });
    own.player.hidden = !file;
    own.download.hidden = !file;
    if (file) {
        new Player(own, { address: context + file.url, duration: file.duration });
        own.download.href = `${context + file.url}?download=true`;
    }
    own.reuse.addEventListener('click', () => reuse(generation.id));
    own.discard.addEventListener('click', () => discard(generation.id));
    return root;
}

/** Takes what was spoken into the form again; a list has but the beginning of a text. */
async function reuse(id) {
    try {
        const { model, prompt, parameters = {} } = await get(`/ai/generations/${id}`);
        models.select(model);
        parts.text.value = prompt ?? '';
        parts.speed.value = parameters.speed ?? 1;
        parts.instructions.value = parameters.instructions ?? '';
        for (const [select, value] of [[parts.voice, parameters.voice], [parts.format, parameters.format]]) {
            if ([...select.options].some((option) => option.value === value)) {
                select.value = value;
            }
        }
        enable();
        parts.text.focus();
    } catch (e) {
        notice.show(e instanceof Problem ? e : new Problem(0));
    }
}

parts.form.addEventListener('submit', (e) => {
    e.preventDefault();
    if (!parts.run.disabled) {
        run();
    }
});
parts.form.addEventListener('input', () => {
    sessionStorage.setItem(DRAFT, parts.text.value);
    enable();
});
parts.form.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
        parts.form.requestSubmit();
    }
});

parts.text.value = sessionStorage.getItem(DRAFT) ?? '';
try {
    await models.load();
    await history.more();
} catch (e) {
    notice.show(e instanceof Problem ? e : new Problem(0));
}
enable();
