/** What the page says. All words stand in the templates; what a reader gave is put in as text. */

// How long a toast stays on the page, in milliseconds.
const SHOWN = 5000;
let timer = 0;
/** What the toast says: Material for MkDocs may put the page in place anew meanwhile. */
let told = {};

export function start() {
  showToast(told);
}

/** Say something wherever the reader is: see `say`. */
export function tell(kind, contents, shown = SHOWN) {
  clearTimeout(timer);
  showToast({});
  // What is said a second time has been away for a moment, or screen readers would not notice.
  timer = setTimeout(() => {
    showToast({ kind, contents });
    timer = setTimeout(() => showToast({}), shown);
  }, 50);
}

function showToast({ kind, contents }) {
  told = { kind, contents };
  say(document.querySelector(".handrail-toast"), kind, contents);
}

/** Show one message of a region, by its `data-when`, with `contents` in its slots; else none. */
export function say(region, kind, contents = {}) {
  for (const message of region?.querySelectorAll("[data-when]") ?? []) {
    message.hidden = message.dataset.when !== kind;
    if (!message.hidden) fillSlots(message, contents);
  }
}

/** Put texts and elements, one or a list, into the slots inside an element, by their names. */
export function fillSlots(around, contents) {
  for (const slot of around.querySelectorAll("[data-slot]")) {
    const content = contents[slot.dataset.slot];
    if (content !== undefined) slot.replaceChildren(...[content].flat());
  }
}
