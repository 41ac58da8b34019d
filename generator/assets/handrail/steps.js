/** Steps: each can be linked and ticked off, and what is ticked is found again on the next visit. */

import { fillSlot, say } from "./messages.js";
import { onOtherTabs, read, write } from "./storage.js";

/**
 * @typedef {object} Step
 * @property {HTMLElement} mark where it begins; its id is the step's
 * @property {HTMLInputElement} box
 * @property {HTMLAnchorElement} link
 */

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  const part = page.querySelector("template.handrail-step-part");
  if (!part) return;
  const steps = [...page.querySelectorAll(".handrail-step")].map((mark) => equip(mark, part, signal));
  const keptAs = `steps ${location.pathname}`;
  const progress = page.querySelector(".handrail-progress");
  const show = () => {
    count(steps);
    tell(progress, steps);
  };
  const takeKept = () => {
    const kept = read(keptAs);
    const ids = new Set(Array.isArray(kept) ? kept : []);
    for (const step of steps) tick(step, ids.has(step.mark.id));
    show();
  };
  const keep = () => {
    const ids = steps.filter(({ box }) => box.checked).map(({ mark }) => mark.id);
    write(keptAs, ids.length ? ids : undefined);
    takeKept();
  };
  for (const { box } of steps) box.addEventListener("change", keep, { signal });
  progress?.querySelector("button")?.addEventListener("click", () => forget(steps, keep), { signal });
  // Another tab of the theme shows other steps.
  const isTab = ({ target }) => target.matches(".tabbed-set > input");
  page.addEventListener("change", (event) => isTab(event) && show(), { signal });
  onOtherTabs(keptAs, takeKept, signal);
  takeKept();
}

/**
 * @param {HTMLElement} mark
 * @param {HTMLTemplateElement} part
 * @param {AbortSignal} signal
 * @returns {Step}
 */
function equip(mark, part, signal) {
  const tools = part.content.firstElementChild.cloneNode(true);
  const step = { mark, box: tools.querySelector("input"), link: tools.querySelector("a") };
  step.link.href = `#${mark.id}`;
  mark.after(tools);
  signal.addEventListener("abort", () => tools.remove());
  return step;
}

/**
 * Number the steps that are shown. Those that stand apart, such as how to undo everything, are
 * counted by themselves.
 *
 * @param {Step[]} steps
 */
function count(steps) {
  for (const list of lists(steps).values()) {
    list.forEach(({ box, link }, index) => {
      for (const around of [box.closest("label"), link]) {
        fillSlot(around, "number", index + 1);
        fillSlot(around, "total", list.length);
      }
    });
  }
}

/**
 * @param {Step[]} steps
 * @returns {Map<string, Step[]>} those that are shown, by what they belong to
 */
function lists(steps) {
  const found = new Map();
  for (const step of steps) {
    if (!step.link.getClientRects().length) continue;
    const of = step.mark.dataset.apart ?? "";
    found.set(of, [...(found.get(of) ?? []), step]);
  }
  return found;
}

/**
 * @param {Step} step
 * @param {boolean} done
 */
function tick({ mark, box }, done) {
  box.checked = done;
  mark.closest("li")?.classList.toggle("handrail-done", done);
}

/**
 * Say how far the reader has come, and where to go on.
 *
 * @param {HTMLElement | null} progress
 * @param {Step[]} steps
 */
function tell(progress, steps) {
  if (!progress) return;
  const own = lists(steps).get("") ?? [];
  const done = own.filter(({ box }) => box.checked);
  const next = own.findIndex(({ box }) => !box.checked);
  progress.hidden = !done.length;
  say(progress, next < 0 ? "all" : "some");
  fillSlot(progress, "done", done.length);
  fillSlot(progress, "total", own.length);
  fillSlot(progress, "next", next + 1);
  const link = progress.querySelector("a");
  if (link && next >= 0) link.href = `#${own[next].mark.id}`;
}

/**
 * @param {Step[]} steps
 * @param {() => void} keep
 */
function forget(steps, keep) {
  for (const step of steps) tick(step, false);
  keep();
}
