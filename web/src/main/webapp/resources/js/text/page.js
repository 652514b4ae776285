/** The text page: a prompt becomes a text, outside of conversations. */
import { post, Problem } from '../core/api.js';
import { Answer } from '../answer/answer.js';
import { ask, EventsGone } from '../answer/generation.js';
import { partsOf } from '../core/dom.js';
import { cost, decimal, t } from '../core/i18n.js';
import { explain, ProblemNotice } from '../core/problem.js';
import { ModelSelector } from '../models/selector.js';
import { takeOver } from '../presets/handover.js';
import { refreshCredits } from '../shell/credits.js';
import { toast } from '../shell/toast.js';

const DRAFT = 'atrium.text.draft';
/** The chat's composer begins with what is kept here. */
const CHAT_DRAFT = 'atrium.chat.draft';

const context = document.querySelector('meta[name="atrium-context"]').content;
const parts = partsOf(document);
const notice = new ProblemNotice(parts, { onWait: enable });
const models = new ModelSelector(parts, { capability: 'text', onChange: adaptTo });

/** The text that is being written: its generation, and the switch that ends listening to it. Null while nothing runs. */
let running = null;

/** What was asked for last, and the answer to it. */
let shown = null;

/** What was filled on the page of presets. */
const preset = takeOver('text');

/* The form */

function adaptTo(model) {
    parts.temperatureField.hidden = !(model.parameters ?? []).includes('temperature');
    parts.maxTokens.max = model.maxOutputTokens;
    enable();
}

function enable() {
    const ready = models.selected && parts.prompt.value.trim() && !notice.waiting;
    parts.run.disabled = !running && !ready;
}

/** Whether the prompt is still as the preset made it. */
function isPreset() {
    return preset && parts.prompt.value === preset.prompt;
}

function fill({ prompt, system = '', model, parameters = {} }) {
    parts.prompt.value = prompt;
    parts.system.value = system;
    parts.more.open = Boolean(system);
    parts.temperature.value = parameters.temperature ?? parts.temperature.value;
    parts.maxTokens.value = parameters.maxTokens ?? '';
    models.select(model);
}

/** The request that the form describes; what was left empty is absent. */
function request() {
    const stop = parts.stop.value.trim();
    return {
        model: models.selected.id,
        ...(isPreset() ? { presetId: preset.presetId, variables: preset.variables } : { prompt: parts.prompt.value }),
        ...(parts.system.value.trim() && { system: parts.system.value }),
        ...(!parts.temperatureField.hidden && { temperature: Number(parts.temperature.value) }),
        ...(parts.maxTokens.value && { maxTokens: Number(parts.maxTokens.value) }),
        ...(stop && { stop: [stop] }),
    };
}

function showTemperature() {
    parts.temperatureValue.textContent = decimal(Number(parts.temperature.value));
}

function keepDraft() {
    sessionStorage.setItem(DRAFT, JSON.stringify({ prompt: parts.prompt.value, system: parts.system.value }));
}

function restoreDraft() {
    const { prompt = '', system = '' } = JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}');
    parts.prompt.value = prompt;
    parts.system.value = system;
    parts.more.open = Boolean(system);
}

/* Writing */

async function run() {
    const body = request();
    const model = models.selected;
    const me = { generationId: null, stopWanted: false, listening: new AbortController() };
    running = me;
    notice.clear();
    showRunning();
    const answer = new Answer(model);
    answer.begin();
    parts.empty.hidden = true;
    parts.tools.hidden = true;
    parts.result.replaceChildren(answer.element);
    announce(t('answer.announce.running'));
    try {
        await listen(me, ask('/ai/completions', { ...body, stream: true }, me.listening.signal), answer);
        shown = { answer };
        parts.tools.hidden = !answer.source;
    } catch (e) {
        if (me.generationId) {
            const detail = e instanceof EventsGone ? '' : t('problem.offline');
            answer.end({ status: 'failed', model }, { detail, onRetry: run });
        } else {
            parts.result.replaceChildren();
            parts.empty.hidden = false;
            notice.show(e instanceof Problem ? e : new Problem(0));
        }
    } finally {
        running = null;
        showRunning();
        refreshCredits();
    }
}

async function listen(me, events, answer) {
    for await (const event of events) {
        switch (event.type) {
            case 'start':
                me.generationId = event.generationId;
                answer.startedBy(models.named(event.model));
                if (me.stopWanted) {
                    stop();
                }
                break;
            case 'reasoning':
                answer.reason(event.content);
                break;
            case 'chunk':
                answer.write(event.content);
                break;
            case 'done':
                answer.end({
                    ...event,
                    model: models.named(event.model),
                    status: event.finishReason === 'cancelled' ? 'cancelled' : 'complete',
                });
                announce(t('answer.announce.done'));
                break;
            case 'error': {
                const { title, detail } = explain(new Problem(event.status ?? 500, event));
                answer.end({ status: 'failed', model: models.selected }, { detail: [title, detail].filter(Boolean).join(' '), onRetry: run });
                announce(t('answer.failed'));
                break;
            }
            default:
                break;
        }
    }
}

async function stop() {
    if (!running.generationId) {
        running.stopWanted = true;
        return;
    }
    try {
        await post(`/ai/generations/${running.generationId}/cancel`);
    } catch {
        toast(t('composer.stop.failed'), { bad: true });
    }
}

function showRunning() {
    parts.run.classList.toggle('primary', !running);
    parts.runLabel.textContent = t(running ? 'composer.stop' : 'text.run');
    parts.runIcon.hidden = Boolean(running);
    enable();
}

function announce(text) {
    parts.announcer.textContent = text;
}

/* What to do with it */

function download() {
    const address = URL.createObjectURL(new Blob([shown.answer.source], { type: 'text/markdown;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'text.md';
    link.click();
    URL.revokeObjectURL(address);
}

function toChat() {
    sessionStorage.setItem(CHAT_DRAFT, shown.answer.source);
    location.assign(`${context}/chat`);
}

parts.form.addEventListener('submit', (e) => {
    e.preventDefault();
    if (running) {
        stop();
    } else if (!parts.run.disabled) {
        run();
    }
});
parts.form.addEventListener('input', () => {
    keepDraft();
    enable();
});
parts.form.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && !running) {
        parts.form.requestSubmit();
    }
});
parts.temperature.addEventListener('input', showTemperature);
parts.download.addEventListener('click', download);
parts.toChat.addEventListener('click', toChat);

restoreDraft();
showTemperature();
try {
    await models.load();
} catch (e) {
    notice.show(e instanceof Problem ? e : new Problem(0));
}
if (preset) {
    fill(preset);
    showTemperature();
}
enable();
