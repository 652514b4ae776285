/** Deletes a generation after the reader has confirmed it. */
import { remove } from '../core/api.js';
import { t } from '../core/i18n.js';
import { toast } from '../shell/toast.js';

/**
 * Ties the page's dialog to the deletion.
 *
 * @param parts the page's elements: deleteDialog, deleteConfirm
 * @param {string} texts the prefix of what is said: texts.deleted, texts.delete.failed
 * @param {function(string)} onDeleted called with the generation's id
 * @returns {function(string)} asks whether a generation is to be deleted
 */
export function discarding(parts, texts, onDeleted) {
    let id = null;
    parts.deleteDialog.addEventListener('click', (e) => {
        if (e.target.closest('[data-close]') || e.target === parts.deleteDialog) {
            parts.deleteDialog.close();
        }
    });
    parts.deleteConfirm.addEventListener('click', async () => {
        parts.deleteDialog.close();
        try {
            await remove(`/ai/generations/${id}`);
            onDeleted(id);
            toast(t(`${texts}.deleted`));
        } catch {
            toast(t(`${texts}.delete.failed`), { bad: true });
        }
    });
    return (generationId) => {
        id = generationId;
        parts.deleteDialog.showModal();
    };
}
