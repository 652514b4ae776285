/** Lists of choices whose values depend on the model. */

/** Fills a list and keeps what was chosen where it is still to be had. */
export function offer(select, values, label = (value) => value) {
    const chosen = select.value;
    select.replaceChildren(...values.map((value) => new Option(label(value), value)));
    if (values.includes(chosen)) {
        select.value = chosen;
    }
}
