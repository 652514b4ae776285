/** The credit balance in the top bar: amber under the low mark, red at zero. */
import { get } from '../core/api.js';
import { balance, exactCredits, t } from '../core/i18n.js';

const chip = document.getElementById('credit-chip');

/** Fetches the workspace's balance and shows it; keeps what is shown if that fails, for it is only a caption. */
export async function refreshCredits() {
    if (!chip) {
        return;
    }
    try {
        const workspace = await get('/workspaces/current');
        show(workspace.credits);
        const name = document.getElementById('workspace-chip');
        name.textContent = workspace.name;
        name.hidden = false;
    } catch (e) {
        console.warn('The balance could not be fetched', e);
    }
}

function show({ available, balance: total, reserved, low }) {
    const amount = available ?? total;
    chip.textContent = t('credits.chip', { amount: balance(amount) });
    chip.dataset.level = amount <= 0 ? 'empty' : low ? 'low' : 'fine';
    chip.title = t(reserved > 0 ? 'credits.exact.reserved' : 'credits.exact', {
        amount: exactCredits(amount),
        reserved: exactCredits(reserved ?? 0),
    });
    chip.hidden = false;
}
