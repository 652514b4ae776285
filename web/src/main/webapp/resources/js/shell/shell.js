/** The frame of every page: rail, drawer, user menu, theme, language, balance. */
import { signsOut } from '../core/session.js';
import { remember } from './cookies.js';
import { popover } from './popover.js';
import { refreshCredits } from './credits.js';

const root = document.documentElement;
root.dataset.theme ??= '';
const narrow = matchMedia('(max-width: 900px)');

function rail() {
    const toggle = document.getElementById('rail-toggle');
    const apply = (wide) => {
        root.dataset.rail = wide ? 'wide' : 'narrow';
        toggle.setAttribute('aria-expanded', String(wide));
    };
    apply(root.dataset.rail === 'wide');
    toggle.addEventListener('click', () => {
        apply(root.dataset.rail !== 'wide');
        remember('atrium-rail', root.dataset.rail === 'wide' ? 'wide' : '');
    });
}

/** On a narrow screen rail and list wait in a drawer; while it is open, the page behind it is out of reach. */
function drawer() {
    const button = document.getElementById('drawer-button');
    const side = document.getElementById('side');
    const main = document.getElementById('main');
    const set = (open) => {
        root.dataset.drawer = open ? 'open' : 'closed';
        button.setAttribute('aria-expanded', String(open));
        side.inert = narrow.matches && !open;
        main.inert = open;
        if (open) {
            side.querySelector('[aria-current="page"], a')?.focus();
        }
    };
    const close = () => {
        if (root.dataset.drawer === 'open') {
            set(false);
            button.focus();
        }
    };
    button.addEventListener('click', () => set(true));
    document.getElementById('scrim').addEventListener('click', close);
    document.addEventListener('keydown', (e) => e.key === 'Escape' && close());
    document.addEventListener('atrium:navigated', () => set(false));
    narrow.addEventListener('change', () => set(false));
    set(false);
}

function theme() {
    const buttons = document.querySelectorAll('[data-set-theme]');
    const mark = () => buttons.forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.setTheme === root.dataset.theme)));
    buttons.forEach((button) =>
        button.addEventListener('click', () => {
            root.dataset.theme = button.dataset.setTheme;
            remember('atrium-theme', root.dataset.theme);
            mark();
        }),
    );
    document.getElementById('theme-button')?.addEventListener('click', () => {
        const dark = getComputedStyle(root).colorScheme === 'dark'
            || (root.dataset.theme === '' && matchMedia('(prefers-color-scheme: dark)').matches);
        root.dataset.theme = dark ? 'light' : 'dark';
        remember('atrium-theme', root.dataset.theme);
        mark();
    });
    mark();
}

function language() {
    document.querySelectorAll('[data-set-language]').forEach((button) =>
        button.addEventListener('click', () => {
            remember('atrium-language', button.dataset.setLanguage);
            location.reload();
        }),
    );
}

/** Buttons that open a dialog by its id; also in what Faces has put into the page since. */
function dialogs() {
    document.addEventListener('click', (e) => {
        const opener = e.target.closest('[data-opens]');
        if (opener) {
            document.getElementById(opener.dataset.opens).showModal();
        } else if (e.target.closest('[data-close]')) {
            e.target.closest('dialog')?.close();
        }
    });
}

if (document.getElementById('side')) {
    rail();
    dialogs();
    drawer();
    popover(document.getElementById('user-button'), document.getElementById('user-menu'));
    document.getElementById('sign-out').addEventListener('submit', () => {
        signsOut();
        // What was being written belongs to who wrote it.
        sessionStorage.clear();
    });
    refreshCredits();
}
theme();
language();
