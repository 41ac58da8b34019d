/** Steps: each can be linked and ticked off, and what is ticked is found again on the next visit. */

import { fillSlots, say } from "./messages.js";
import { onOthers, read, write } from "./storage.js";

export function start(page, signal) {
  const part = page.querySelector(".handrail-step-part");
  if (!part) return;
  const steps = [...page.querySelectorAll(".handrail-step")].map((mark) => equip(mark, part));
  const progress = page.querySelector(".handrail-progress");
  const keptAs = `steps ${location.pathname}`;
  const show = () => count(steps, progress);
  const takeKept = () => {
    const kept = read(keptAs);
    for (const { mark, box } of steps) box.checked = Array.isArray(kept) && kept.includes(mark.id);
    show();
  };
  const keep = () => {
    const ids = steps.filter(({ box }) => box.checked).map(({ mark }) => mark.id);
    write(keptAs, ids.length ? ids : undefined);
    show();
  };
  const forget = () => {
    write(keptAs);
    takeKept();
  };
  for (const { box } of steps) box.addEventListener("change", keep, { signal });
  progress?.querySelector("button")?.addEventListener("click", forget, { signal });
  // Another tab on the page shows other steps.
  page.addEventListener("change", ({ target }) => target.closest(".tabbed-set") && show(), { signal });
  onOthers(keptAs, takeKept, signal);
  takeKept();
  signal.addEventListener("abort", () => steps.forEach(({ tools }) => tools.remove()));
}

/** Put the tools of a step beside the mark that it begins with, whose id is its own. */
function equip(mark, part) {
  const tools = part.content.firstElementChild.cloneNode(true);
  const link = tools.querySelector("a");
  link.href = `#${mark.id}`;
  mark.after(tools);
  return { mark, tools, link, box: tools.querySelector("input") };
}

/**
 * Number the steps that are shown, and say how far the reader has come. Those that stand apart, such
 * as how to undo everything, are counted by themselves.
 */
function count(steps, progress) {
  const shown = steps.filter(({ tools }) => tools.getClientRects().length);
  const kinds = new Set(shown.map(({ mark }) => mark.dataset.apart));
  for (const kind of kinds) {
    const list = shown.filter(({ mark }) => mark.dataset.apart === kind);
    const total = list.length;
    list.forEach(({ tools }, index) => fillSlots(tools, { number: index + 1, total }));
  }
  if (progress) tell(progress, shown.filter(({ mark }) => !mark.dataset.apart));
}

function tell(progress, steps) {
  const done = steps.filter(({ box }) => box.checked).length;
  const next = steps.findIndex(({ box }) => !box.checked);
  progress.hidden = !done;
  say(progress, next < 0 ? "all" : "some");
  fillSlots(progress, { done, total: steps.length, next: next + 1 });
  if (next >= 0) progress.querySelector("a").href = steps[next].link.href;
}
