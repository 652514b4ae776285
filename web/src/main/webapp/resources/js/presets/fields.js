/** The fields of a form that is made of a preset's variables. */

/** The names between double braces, each once, in their order: what the variables of a template are called. */
export function namesIn(template) {
    return [...new Set([...template.matchAll(/\{\{\s*([A-Za-z][A-Za-z0-9_]{0,49})\s*}}/g)].map(([, name]) => name))];
}

/** A field for each variable; the names of the controls are those of the variables. */
export function fieldsOf(variables) {
    return variables.map((variable) => {
        const field = document.createElement('div');
        field.className = 'field';
        const label = document.createElement('label');
        label.htmlFor = `variable-${variable.name}`;
        label.textContent = variable.label + (variable.required && variable.default === undefined ? ' *' : '');
        const control = controlOf(variable);
        control.id = label.htmlFor;
        control.name = variable.name;
        control.className = 'input';
        control.value = variable.default ?? '';
        const fault = document.createElement('small');
        fault.className = 'field-message';
        fault.id = `${control.id}-fault`;
        fault.hidden = true;
        control.setAttribute('aria-describedby', fault.id);
        field.append(label, control, fault);
        return field;
    });
}

function controlOf({ type, required, options = [] }) {
    if (type === 'choice') {
        const select = document.createElement('select');
        select.append(...(required ? [] : ['']).concat(options).map((option) => new Option(option, option)));
        return select;
    }
    if (type === 'longText') {
        const area = document.createElement('textarea');
        area.rows = 5;
        return area;
    }
    const input = document.createElement('input');
    input.type = type === 'number' ? 'number' : 'text';
    input.step = 'any';
    input.autocomplete = 'off';
    return input;
}

/** What was entered, by the names of the variables; what is empty is left to the preset. */
export function valuesIn(root) {
    return Object.fromEntries([...root.querySelectorAll('[name]')]
        .filter((control) => control.value.trim() !== '')
        .map((control) => [control.name, control.value]));
}

/**
 * Tells at each field what the server has found wrong with it.
 *
 * @param {{field: string, message: string}[]} errors
 * @returns {{field: string, message: string}[]} those that belong to no field
 */
export function showFaults(root, errors) {
    root.querySelectorAll('.field-message').forEach((fault) => (fault.hidden = true));
    root.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
    const elsewhere = errors.filter(({ field, message }) => {
        const control = root.querySelector(`[name="${CSS.escape(field.replace(/^variables\./, ''))}"]`);
        const fault = control && document.getElementById(`${control.id}-fault`);
        control?.setAttribute('aria-invalid', 'true');
        if (fault) {
            fault.textContent = message;
            fault.hidden = false;
        }
        return !fault;
    });
    root.querySelector('[aria-invalid]')?.focus();
    return elsewhere;
}
