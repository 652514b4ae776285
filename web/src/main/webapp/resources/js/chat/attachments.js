/** The files that go with the next message: chosen, dropped or pasted, uploaded at once, shown as chips. */
import { remove, upload } from '../core/api.js';
import { stamp } from '../core/dom.js';
import { fileSize, t } from '../core/i18n.js';
import { explain } from '../core/problem.js';

const context = document.querySelector('meta[name="atrium-context"]').content;

export class Attachments {
    #parts;
    #items = [];
    #model = null;
    #onChanged;

    /**
     * @param parts the page's elements: attach, fileInput, attachments, form, input, chat
     * @param {{onChanged: function}} options called when a file comes, goes or has arrived
     */
    constructor(parts, { onChanged }) {
        this.#parts = parts;
        this.#onChanged = onChanged;
        parts.attach.addEventListener('click', () => parts.fileInput.click());
        parts.fileInput.addEventListener('change', () => {
            this.add(parts.fileInput.files);
            parts.fileInput.value = '';
        });
        parts.input.addEventListener('paste', (e) => this.#paste(e));
        this.#dropsOn(parts.chat);
    }

    /** Whether the message has to wait: for files that are on their way, or that cannot go with it. */
    get blocking() {
        return this.#items.some((item) => !item.stored || this.#isUnseen(item));
    }

    /** The model that gets them: not every one sees. */
    set model(model) {
        this.#model = model;
        this.#items.filter((item) => item.stored).forEach((item) => this.#judge(item));
        this.#onChanged();
    }

    /** Uploads files and shows how far they are. */
    add(files) {
        [...files].forEach((file) => this.#upload(file));
    }

    /** The files that have arrived, which belong to a message from now on. */
    take() {
        const taken = this.#items.map((item) => item.stored);
        this.#items = [];
        this.#show();
        return taken;
    }

    /** Puts files back that were taken for a message that was refused. */
    restore(files) {
        for (const stored of files) {
            const item = this.#chip(stored.name, stored.bytes);
            this.#arrived(item, stored);
        }
    }

    async #upload(file) {
        const abort = new AbortController();
        const item = this.#chip(file.name || t('attachments.pasted'), file.size);
        item.abort = abort;
        item.parts.progress.hidden = false;
        try {
            const stored = await upload('/files', file, {
                signal: abort.signal,
                onProgress: (share) => (item.parts.progress.value = share),
            });
            if (abort.signal.aborted) {
                forget(stored);
            } else {
                this.#arrived(item, stored);
            }
        } catch (e) {
            if (e.name !== 'AbortError') {
                this.#failed(item, e);
            }
        }
    }

    #chip(name, bytes) {
        const { root, parts } = stamp('attachment-template');
        const item = { root, parts, stored: null, abort: null };
        parts.name.textContent = name;
        parts.about.textContent = fileSize(bytes);
        parts.remove.setAttribute('aria-label', t('attachments.remove', { name }));
        parts.remove.title = t('attachments.remove', { name });
        parts.remove.addEventListener('click', () => this.#remove(item));
        this.#items.push(item);
        this.#show();
        return item;
    }

    #arrived(item, stored) {
        item.stored = stored;
        item.parts.progress.hidden = true;
        item.parts.name.textContent = stored.name;
        showThumbnail(item.parts.picture, stored);
        this.#judge(item);
        this.#onChanged();
    }

    #isUnseen({ stored }) {
        return stored.mediaType.startsWith('image/') && this.#model && !this.#model.inputModalities?.includes('image');
    }

    #judge(item) {
        const unseen = this.#isUnseen(item);
        item.root.classList.toggle('bad', unseen);
        item.parts.about.textContent = unseen ? t('attachments.unseen', { model: this.#model.name }) : fileSize(item.stored.bytes);
    }

    #failed(item, problem) {
        const { title, detail } = explain(problem);
        item.parts.progress.hidden = true;
        item.parts.about.textContent = detail || title;
        item.root.classList.add('bad');
        this.#onChanged();
    }

    #remove(item) {
        item.abort?.abort();
        this.#items = this.#items.filter((other) => other !== item);
        this.#show();
        this.#parts.input.focus();
        if (item.stored) {
            forget(item.stored);
        }
    }

    #show() {
        this.#parts.attachments.replaceChildren(...this.#items.map((item) => item.root));
        this.#parts.attachments.hidden = !this.#items.length;
        this.#onChanged();
    }

    /** Office programs put a picture of a text beside the text: the text is what is meant. */
    #paste(e) {
        const data = e.clipboardData;
        if (data?.files.length && !data.types.includes('text/plain')) {
            e.preventDefault();
            this.add(data.files);
        }
    }

    #dropsOn(target) {
        const hasFiles = (e) => e.dataTransfer?.types.includes('Files');
        let depth = 0;
        const inside = (delta) => {
            depth = Math.max(0, depth + delta);
            this.#parts.form.classList.toggle('dropping', depth > 0);
        };
        target.addEventListener('dragenter', (e) => hasFiles(e) && inside(1));
        target.addEventListener('dragleave', (e) => hasFiles(e) && inside(-1));
        target.addEventListener('dragover', (e) => {
            if (hasFiles(e)) {
                e.preventDefault();
                e.dataTransfer.dropEffect = 'copy';
            }
        });
        target.addEventListener('drop', (e) => {
            if (hasFiles(e)) {
                e.preventDefault();
                inside(-depth);
                this.add(e.dataTransfer.files);
            }
        });
    }
}

/** A file that no message will have. If this fails, the server deletes it after some days. */
function forget(stored) {
    remove(`/files/${stored.id}`).catch(() => {});
}

/** The files of a message that was sent, as links. */
export function sentFiles(files) {
    return files.map((file) => {
        const { root, parts } = stamp('sent-file-template');
        parts.link.href = context + file.url;
        parts.name.textContent = file.name;
        parts.about.textContent = fileSize(file.bytes);
        showThumbnail(parts.picture, file);
        return root;
    });
}

function showThumbnail(picture, { thumbnailUrl }) {
    if (thumbnailUrl) {
        picture.src = context + thumbnailUrl;
        picture.hidden = false;
    }
}
