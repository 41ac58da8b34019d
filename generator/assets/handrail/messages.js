/** What the page says. All words stand in the templates; what a reader gave is put in as text. */

/**
 * Show one message of a region that screen readers listen to, and hide its others: that of a `kind`,
 * by its `data-when`, with `detail` in its slot. Without a kind it shows none.
 */
export function say(region, kind, detail = "") {
  for (const message of region?.querySelectorAll("[data-when]") ?? []) {
    message.hidden = message.dataset.when !== kind;
    if (!message.hidden) fillSlots(message, { "": detail });
  }
}

/** Put texts into the slots inside an element, by their names. */
export function fillSlots(around, texts) {
  for (const slot of around.querySelectorAll("[data-slot]")) {
    const text = texts[slot.dataset.slot];
    if (text !== undefined) slot.textContent = text;
  }
}
