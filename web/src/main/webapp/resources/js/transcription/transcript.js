/** One transcript: its lines move the player, and the player shows which line is being said. */
import { clock, Player } from '../audio/player.js';
import { copyText } from '../core/clipboard.js';
import { stamp } from '../core/dom.js';
import { cost, t } from '../core/i18n.js';
import { toast } from '../shell/toast.js';

export class Transcript {
    #parts;
    #lines = [];
    #player = null;

    /** @param parts the elements of the page's transcript */
    constructor(parts) {
        this.#parts = parts;
    }

    show({ context, generation, transcript, nameOfModel }) {
        const parts = this.#parts;
        const file = generation.files?.[0];
        parts.heading.textContent = file?.name ?? t('transcription.untitled');
        parts.about.textContent = [
            nameOfModel(generation.model),
            transcript.language,
            transcript.duration && clock(transcript.duration),
        ].filter(Boolean).join(' · ');
        parts.credits.textContent = t('answer.credits', { amount: cost(generation.credits) });
        for (const format of ['txt', 'srt', 'vtt', 'json']) {
            parts[format].href = `${context}/api/ai/generations/${generation.id}/transcript?format=${format}&download=true`;
        }
        parts.srt.hidden = !transcript.segments?.length;
        parts.vtt.hidden = !transcript.segments?.length;
        parts.player.hidden = !file;
        if (file) {
            const recording = {
                address: context + file.url,
                duration: transcript.duration,
                onTime: (seconds) => this.#mark(seconds),
            };
            if (this.#player) {
                this.#player.load(recording);
            } else {
                this.#player = new Player(parts, recording);
            }
        }
        this.#showLines(transcript);
        parts.copy.onclick = () => this.#copy(transcript.text);
    }

    #showLines({ segments = [], text }) {
        this.#parts.wholeText.hidden = segments.length > 0;
        this.#parts.wholeText.textContent = text;
        this.#lines = segments.map((segment) => {
            const { root, parts } = stamp('line-template');
            parts.time.textContent = clock(segment.start);
            parts.text.textContent = segment.text.trim();
            root.addEventListener('click', () => {
                this.#player?.seek(segment.start);
                this.#player?.play();
            });
            return { ...segment, element: root };
        });
        this.#parts.lines.replaceChildren(...this.#lines.map((line) => line.element));
    }

    #mark(seconds) {
        for (const { start, end, element } of this.#lines) {
            element.toggleAttribute('aria-current', false);
            if (seconds >= start && seconds < end) {
                element.setAttribute('aria-current', 'true');
            }
        }
    }

    async #copy(text) {
        try {
            await copyText(text);
            toast(t('copied'));
        } catch {
            toast(t('copy.failed'), { bad: true });
        }
    }
}
