/**
 * Panels that a button opens beneath or above itself: one open at a time, closed by Escape, by a click elsewhere and
 * when the focus leaves; the focus returns to the button. Panels with role=menu also move by arrow keys.
 */
let open = null;

/**
 * Ties a button to its panel.
 *
 * @param {{onOpen?: function, onClose?: function, focus?: function(): HTMLElement}} options
 * @returns {{open: function, close: function}}
 */
export function popover(button, panel, { onOpen, onClose, focus } = {}) {
    const me = {
        button,
        panel,
        open() {
            open?.close(false);
            panel.hidden = false;
            button.setAttribute('aria-expanded', 'true');
            open = me;
            onOpen?.();
            (focus?.() ?? firstItem(panel))?.focus();
        },
        close(returnFocus = true) {
            if (open !== me) {
                return;
            }
            open = null;
            panel.hidden = true;
            me.button.setAttribute('aria-expanded', 'false');
            onClose?.();
            if (returnFocus) {
                me.button.focus();
            }
        },
    };
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => (open === me ? me.close() : me.open()));
    panel.addEventListener('keydown', (e) => panel.getAttribute('role') === 'menu' && moveByArrow(e, panel));
    return me;
}

const items = (panel) => [...panel.querySelectorAll('a[href], button:not([disabled]), input')].filter((e) => e.checkVisibility());
const firstItem = (panel) => items(panel)[0];

function moveByArrow(e, panel) {
    const all = items(panel);
    const at = all.indexOf(document.activeElement);
    const to = {
        ArrowDown: (at + 1) % all.length,
        ArrowUp: (at - 1 + all.length) % all.length,
        Home: 0,
        End: all.length - 1,
    }[e.key];
    if (to !== undefined) {
        e.preventDefault();
        all[to].focus();
    }
}

document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && open) {
        e.stopPropagation();
        open.close();
    }
});
document.addEventListener('pointerdown', (e) => {
    if (open && !open.panel.contains(e.target) && !open.button.contains(e.target)) {
        open.close(false);
    }
});
document.addEventListener('focusin', (e) => {
    if (open && !open.panel.contains(e.target) && !open.button.contains(e.target)) {
        open.close(false);
    }
});
