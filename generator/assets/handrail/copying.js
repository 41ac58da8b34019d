/**
 * A button at every value that copies exactly what stands there. While something is left to fill in
 * it takes the reader to the field for it, from where another button leads back.
 */

import { copy } from "./clipboard.js";
import { missing } from "./filling.js";
import { focusField, goTo, onChange, placeholders } from "./values.js";

// How long a button says that it has copied, in milliseconds.
const SAID = 2000;
// Where the reader was before a field had to be filled in.
let origin = null;

export function start(page, signal) {
  const part = page.querySelector(".handrail-copy-part");
  if (!part) return;
  const back = page.querySelector(".handrail-back");
  const values = [...page.querySelectorAll(".handrail-value")];
  const buttons = values.map((value, index) => {
    const button = part.content.firstElementChild.cloneNode(true);
    value.id ||= `handrail--value-${index}`;
    button.id = `${value.id}-copy`;
    button.setAttribute("aria-labelledby", `${button.id} ${value.id}`);
    button.addEventListener("click", () => press(button, value, back), { signal });
    value.after(button);
    return button;
  });
  const update = () => buttons.forEach((button, index) => label(button, missing(values[index])));
  update();
  onChange(update, signal);
  signal.addEventListener("abort", () => buttons.forEach((button) => button.remove()));
  back?.addEventListener("click", () => goBack(back), { signal });
}

/** Say what a button does; `names` are those of what is left to fill in. */
function label(button, names) {
  const labels = names.map((name) => placeholders().get(name).label);
  const { copy: plain, fill } = button.dataset;
  button.title = labels.length ? `${fill} ${labels.join(", ")}` : plain;
  button.ariaLabel = button.title;
  button.classList.toggle("handrail-unfilled", labels.length > 0);
}

async function press(button, value, back) {
  const [first] = missing(value);
  if (first !== undefined) {
    origin = button;
    if (back) back.hidden = false;
    focusField(first);
  } else if (await copy(value.textContent, "copied")) {
    button.classList.add("handrail-copied");
    setTimeout(() => button.classList.remove("handrail-copied"), SAID);
  }
}

function goBack(back) {
  back.hidden = true;
  goTo(origin);
}
