/** The page of personal access tokens. */
import { get, post, remove } from '../core/api.js';
import { copyText } from '../core/clipboard.js';
import { partsOf, stamp } from '../core/dom.js';
import { exactCredits, t } from '../core/i18n.js';
import { explain } from '../core/problem.js';
import { toast } from '../shell/toast.js';

const MILLIS_PER_DAY = 24 * 60 * 60 * 1000;

const parts = partsOf(document.querySelector('[data-part="settings"]'));
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });

async function list() {
    const { items } = await get('/tokens?limit=100');
    parts.rows.replaceChildren(...items.map(row));
    parts.table.hidden = items.length === 0;
    parts.empty.hidden = items.length > 0;
}

function row(token) {
    const { root, parts: cells } = stamp('token-row');
    cells.name.textContent = token.name;
    cells.scopes.textContent = token.scopes.join(', ');
    cells.models.textContent = token.models.join(', ') || t('tokens.all');
    cells.budget.textContent = token.monthlyBudget === undefined
        ? t('tokens.none')
        : t('tokens.spent', { spent: exactCredits(token.spent), budget: exactCredits(token.monthlyBudget) });
    cells.used.textContent = token.lastUsedAt ? moment.format(new Date(token.lastUsedAt)) : t('tokens.never');
    cells.expiry.textContent = token.expiresAt ? day.format(new Date(token.expiresAt)) : t('tokens.never');
    cells.revoke.setAttribute('aria-label', t('tokens.revoke', { name: token.name }));
    cells.revoke.addEventListener('click', () => revoke(token, cells.revoke));
    return root;
}

/** A second click means it: a program may stop working. */
async function revoke(token, button) {
    if (button.dataset.sure !== 'true') {
        button.dataset.sure = 'true';
        button.textContent = t('tokens.sure');
        return;
    }
    try {
        await remove(`/tokens/${token.id}`);
        toast(t('tokens.revoked', { name: token.name }));
    } catch (problem) {
        toast(explain(problem).title, { bad: true });
    }
    await list();
}

function wanted() {
    const form = new FormData(parts.form);
    const models = form.get('models').split(',').map((model) => model.trim()).filter(Boolean);
    return {
        name: form.get('name'),
        scopes: form.getAll('scopes'),
        workspaceId: form.get('workspaceId') || undefined,
        models: models.length ? models : undefined,
        monthlyBudget: form.get('monthlyBudget') ? Number(form.get('monthlyBudget')) : undefined,
        expiresAt: form.get('expiresIn')
            ? new Date(Date.now() + Number(form.get('expiresIn')) * MILLIS_PER_DAY).toISOString()
            : undefined,
    };
}

function complain(text) {
    parts.problem.textContent = text;
    parts.problem.hidden = !text;
}

parts.form.addEventListener('submit', async (e) => {
    e.preventDefault();
    complain('');
    const token = wanted();
    if (token.scopes.length === 0) {
        complain(t('tokens.scopes.required'));
        return;
    }
    parts.create.disabled = true;
    try {
        const created = await post('/tokens', token);
        parts.form.reset();
        parts.secret.value = created.secret;
        parts.secretPanel.hidden = false;
        parts.secret.focus();
        parts.secret.select();
        await list();
    } catch (problem) {
        const { title, detail } = explain(problem);
        complain(detail ? `${title} ${detail}` : title);
    } finally {
        parts.create.disabled = false;
    }
});

parts.copy.addEventListener('click', async () => {
    await copyText(parts.secret.value);
    toast(t('tokens.copied'));
});

try {
    const { items } = await get('/workspaces');
    parts.workspaces.append(...items.map((workspace) => new Option(workspace.name, workspace.id)));
    await list();
} catch (problem) {
    toast(explain(problem).title, { bad: true });
}
