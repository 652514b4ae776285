/** The transcription page: a recording becomes a text with clickable times. */
import { clock } from '../audio/player.js';
import { get, newKey, Problem, upload } from '../core/api.js';
import { partsOf, stamp } from '../core/dom.js';
import { cost, fileSize, t, textOr } from '../core/i18n.js';
import { ProblemNotice } from '../core/problem.js';
import { ModelSelector } from '../models/selector.js';
import { refreshCredits } from '../shell/credits.js';
import { toast } from '../shell/toast.js';
import { offer } from '../studio/choices.js';
import { discarding } from '../studio/discard.js';
import { History } from '../studio/history.js';
import { canRecord, startRecording } from './recorder.js';
import { Transcript } from './transcript.js';

/** Languages by their ISO 639-1 codes that are offered; without a choice the model detects it. */
const LANGUAGES = ['ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko', 'nl', 'no', 'pl',
    'pt', 'ro', 'ru', 'sk', 'sv', 'th', 'tr', 'uk', 'vi', 'zh'];

const context = document.querySelector('meta[name="atrium-context"]').content;
const language = document.documentElement.lang;
const parts = partsOf(document);
const notice = new ProblemNotice(parts, { onWait: enable });
const history = new History('transcription', parts, item);
const discard = discarding(parts, 'transcription', (id) => {
    history.removed(id);
    go(null);
});
const models = new ModelSelector(parts, { capability: 'transcription', onChange: adaptTo });
const shown = new Transcript(parts);

/** What is to be transcribed. */
let file = null;
let running = false;

/* The form */

function adaptTo(model) {
    offer(parts.timestamps, model.timestamps ?? ['none'], (kind) => textOr(`transcription.timestamps.${kind}`, kind));
    parts.timestampsField.hidden = parts.timestamps.options.length < 2;
    parts.promptField.hidden = !(model.parameters ?? []).includes('prompt');
    enable();
}

function enable() {
    parts.run.disabled = running || !file || !models.selected || notice.waiting;
}

function choose(chosen) {
    file = chosen;
    parts.chosen.hidden = !file;
    parts.drop.hidden = Boolean(file);
    parts.file.value = '';
    if (file) {
        parts.chosenName.textContent = file.name;
        parts.chosenSize.textContent = fileSize(file.size);
        notice.clear();
    }
    enable();
}

parts.choose.addEventListener('click', () => parts.file.click());
parts.file.addEventListener('change', () => parts.file.files[0] && choose(parts.file.files[0]));
parts.unchoose.addEventListener('click', () => choose(null));
for (const event of ['dragenter', 'dragover']) {
    parts.drop.addEventListener(event, (e) => {
        e.preventDefault();
        parts.drop.classList.add('over');
    });
}
for (const event of ['dragleave', 'drop']) {
    parts.drop.addEventListener(event, () => parts.drop.classList.remove('over'));
}
parts.drop.addEventListener('drop', (e) => {
    e.preventDefault();
    if (e.dataTransfer.files[0]) {
        choose(e.dataTransfer.files[0]);
    }
});

/* Recording */

parts.record.hidden = !canRecord();
parts.record.addEventListener('click', async () => {
    try {
        const recording = await startRecording();
        const since = Date.now();
        const show = () => (parts.recordingTime.textContent = clock((Date.now() - since) / 1000));
        const timer = setInterval(show, 500);
        show();
        parts.drop.hidden = true;
        parts.recording.hidden = false;
        parts.recordStop.focus();
        parts.recordStop.onclick = async () => {
            clearInterval(timer);
            parts.recording.hidden = true;
            choose(await recording.stop());
        };
    } catch {
        toast(t('transcription.record.failed'), { bad: true });
    }
});

/* Transcribing */

async function run() {
    const form = new FormData();
    form.append('model', models.selected.id);
    form.append('timestamps', parts.timestamps.value);
    if (parts.language.value) {
        form.append('language', parts.language.value);
    }
    if (!parts.promptField.hidden && parts.prompt.value.trim()) {
        form.append('prompt', parts.prompt.value);
    }
    form.append('file', file, file.name);
    const place = stamp('pending-template').root;
    go(null);
    history.expect(place);
    notice.clear();
    showStage('transcription.uploading', 0);
    running = true;
    enable();
    try {
        const made = await upload('/ai/transcribe', form, {
            idempotencyKey: newKey(),
            onProgress: (share) => showStage(share < 1 ? 'transcription.uploading' : 'transcription.listening', share),
        });
        history.fill(place, await get(`/ai/generations/${made.id}`));
        choose(null);
        go(made.id);
        parts.announcer.textContent = t('transcription.announce.done');
    } catch (e) {
        history.withdraw(place);
        notice.show(e instanceof Problem ? e : new Problem(0));
    } finally {
        running = false;
        showStage(null);
        enable();
        refreshCredits();
    }
}

function showStage(key, share) {
    parts.stage.textContent = key ? t(key) : '';
    parts.progress.hidden = !key;
    if (key && share < 1) {
        parts.progress.value = share;
    } else {
        parts.progress.removeAttribute('value');
    }
}

/* Results */

function item(generation) {
    const { root, parts: own } = stamp('recording-template');
    own.link.href = `${context}/transcription/${generation.id}`;
    own.link.textContent = generation.text || generation.files?.[0]?.name || t('transcription.untitled');
    own.about.textContent = [
        generation.files?.[0]?.name,
        models.named(generation.model).name,
        new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(generation.createdAt)),
    ].filter(Boolean).join(' · ');
    own.credits.textContent = t('answer.credits', { amount: cost(generation.credits) });
    return root;
}

function go(id) {
    window.history.pushState(null, '', `${context}/transcription${id ? `/${id}` : ''}`);
    showAddressed();
}

async function showAddressed() {
    const id = /\/transcription\/([^/]+)$/.exec(location.pathname)?.[1];
    parts.transcript.hidden = !id;
    parts.history.hidden = Boolean(id);
    if (!id) {
        parts.audio.pause();
        return;
    }
    try {
        const [generation, transcript] = await Promise.all([
            get(`/ai/generations/${id}`),
            get(`/ai/generations/${id}/transcript?format=json`),
        ]);
        parts.empty.hidden = true;
        shown.show({ context, generation, transcript, nameOfModel: (model) => models.named(model).name });
        parts.discard.onclick = () => discard(id);
    } catch {
        toast(t('transcription.notFound'), { bad: true });
        window.history.replaceState(null, '', `${context}/transcription`);
        showAddressed();
    }
}

parts.history.addEventListener('click', (e) => {
    const link = e.target.closest('a');
    if (link && !e.metaKey && !e.ctrlKey && !e.shiftKey) {
        e.preventDefault();
        go(link.pathname.split('/').at(-1));
    }
});
parts.back.addEventListener('click', () => go(null));
addEventListener('popstate', showAddressed);

parts.form.addEventListener('submit', (e) => {
    e.preventDefault();
    if (!parts.run.disabled) {
        run();
    }
});

const names = new Intl.DisplayNames([language], { type: 'language' });
parts.language.replaceChildren(
    new Option(t('transcription.language.detect'), ''),
    ...LANGUAGES.map((code) => new Option(names.of(code), code)).sort((a, b) => a.text.localeCompare(b.text, language)),
);
try {
    await models.load();
    await history.more();
} catch (e) {
    notice.show(e instanceof Problem ? e : new Problem(0));
}
enable();
showAddressed();
