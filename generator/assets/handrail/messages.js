/**
 * What the page says to its reader. Its words stand in the templates; here one of them is shown, and
 * what only the reader knows is put into its slot, as text.
 */

/**
 * Show the message of a kind in a region that screen readers listen to, and hide the others.
 *
 * @param {Element | null} region its messages are elements with `data-when`
 * @param {string} [kind] which one; none if left out
 * @param {string} [detail] what stands in the slot of the message
 */
export function say(region, kind, detail = "") {
  for (const message of region?.querySelectorAll("[data-when]") ?? []) {
    message.hidden = message.dataset.when !== kind;
    if (!message.hidden) fillSlot(message, "", detail);
  }
}

/**
 * Put a text into the slot of an element that bears a name.
 *
 * @param {Element} around
 * @param {string} name
 * @param {string | number} text
 */
export function fillSlot(around, name, text) {
  const slot = around.querySelector(`[data-slot="${name}"]`);
  if (slot) slot.textContent = String(text);
}
