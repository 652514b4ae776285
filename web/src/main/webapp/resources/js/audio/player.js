/** Plays a recording and shows its waveform; one plays at a time. */
import { t } from '../core/i18n.js';

const BAR = 3;
const GAP = 2;

let playing = null;

/** 75 seconds as 1:15. */
export function clock(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const two = (n) => String(n).padStart(2, '0');
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export class Player {
    #parts;
    #duration;
    #peaks = null;
    #onTime;

    /**
     * @param parts the elements of the player's tag
     * @param {{address: string, duration: ?number, onTime: function(number)}} recording
     *     duration in seconds, where it is known before the recording is loaded; onTime is told the second that is heard
     */
    constructor(parts, recording) {
        this.#parts = parts;
        parts.play.addEventListener('click', () => (parts.audio.paused ? this.play() : parts.audio.pause()));
        parts.position.addEventListener('input', () => this.seek(Number(parts.position.value) * this.#length));
        for (const event of ['timeupdate', 'seeked', 'loadedmetadata']) {
            parts.audio.addEventListener(event, () => this.#show());
        }
        for (const event of ['play', 'pause', 'ended']) {
            parts.audio.addEventListener(event, () => this.#showState());
        }
        new ResizeObserver(() => this.#draw()).observe(parts.waveform);
        this.load(recording);
    }

    /** Changes to another recording. */
    load({ address, duration = null, onTime = () => {} }) {
        this.#duration = duration;
        this.#onTime = onTime;
        this.#peaks = null;
        this.#parts.audio.src = address;
        new IntersectionObserver(([entry], observer) => {
            if (entry.isIntersecting) {
                observer.disconnect();
                this.#loadPeaks(address);
            }
        }).observe(this.#parts.player);
        this.#show();
    }

    async play() {
        if (playing !== this) {
            playing?.pause();
            playing = this;
        }
        await this.#parts.audio.play();
    }

    pause() {
        this.#parts.audio.pause();
    }

    /** Moves to a time, in seconds. */
    seek(seconds) {
        this.#parts.audio.currentTime = seconds;
        this.#show();
    }

    get #length() {
        const known = this.#parts.audio.duration;
        return Number.isFinite(known) ? known : (this.#duration ?? 0);
    }

    #show() {
        const at = this.#parts.audio.currentTime;
        const length = this.#length;
        this.#parts.position.value = length ? at / length : 0;
        this.#parts.position.setAttribute('aria-valuetext', clock(at));
        this.#parts.time.textContent = length ? `${clock(at)} / ${clock(length)}` : clock(at);
        this.#draw();
        this.#onTime(at);
    }

    #showState() {
        const on = !this.#parts.audio.paused;
        this.#parts.playIcon.hidden = on;
        this.#parts.pauseIcon.hidden = !on;
        this.#parts.play.setAttribute('aria-pressed', String(on));
        this.#parts.play.setAttribute('aria-label', t(on ? 'player.pause' : 'player.play'));
    }

    /** The loudest moment of each bar. A format that the browser cannot decode is shown as a line. */
    async #loadPeaks(address) {
        try {
            const bytes = await (await fetch(address, { credentials: 'same-origin' })).arrayBuffer();
            const sound = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes);
            this.#duration ??= sound.duration;
            this.#peaks = peaksOf(sound.getChannelData(0), 400);
        } catch {
            this.#peaks = null;
        }
        this.#show();
    }

    #draw() {
        const { canvas, waveform } = this.#parts;
        const width = waveform.clientWidth;
        const height = waveform.clientHeight;
        if (!width) {
            return;
        }
        const scale = devicePixelRatio;
        canvas.width = width * scale;
        canvas.height = height * scale;
        const pen = canvas.getContext('2d');
        pen.scale(scale, scale);
        const rest = getComputedStyle(waveform).color;
        const played = getComputedStyle(canvas).color;
        const bars = Math.floor(width / (BAR + GAP));
        const done = this.#length ? this.#parts.audio.currentTime / this.#length : 0;
        for (let i = 0; i < bars; i++) {
            const peak = this.#peaks ? this.#peaks[Math.floor((i / bars) * this.#peaks.length)] : 0;
            const size = Math.max(2, peak * height);
            pen.fillStyle = i / bars < done ? played : rest;
            pen.fillRect(i * (BAR + GAP), (height - size) / 2, BAR, size);
        }
    }
}

function peaksOf(samples, count) {
    const size = Math.max(1, Math.floor(samples.length / count));
    const peaks = Array.from({ length: count }, (_, i) => {
        let loudest = 0;
        for (let at = i * size; at < Math.min((i + 1) * size, samples.length); at++) {
            loudest = Math.max(loudest, Math.abs(samples[at]));
        }
        return loudest;
    });
    const top = Math.max(...peaks, 0.01);
    return peaks.map((peak) => peak / top);
}
