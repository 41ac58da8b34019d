/** What the page says. All words stand in the templates; what a reader gave is put in as text. */

/**
 * Show one message of a region that screen readers listen to, and hide its others.
 *
 * @param {Element | null} region
 * @param {string} [kind] which, by its `data-when`; none if left out
 * @param {string} [detail] what stands in its slot
 */
export function say(region, kind, detail = "") {
  for (const message of region?.querySelectorAll("[data-when]") ?? []) {
    message.hidden = message.dataset.when !== kind;
    if (!message.hidden) fillSlots(message, { "": detail });
  }
}

/**
 * @param {Element} around
 * @param {Record<string, string | number>} texts what stands in its slots, by their names
 */
export function fillSlots(around, texts) {
  for (const slot of around.querySelectorAll("[data-slot]")) {
    slot.textContent = texts[slot.dataset.slot] ?? slot.textContent;
  }
}
