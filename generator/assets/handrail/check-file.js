/**
 * Where readers check the file that they downloaded. It is read here, and sent nowhere; what stands
 * in it reaches the page as text alone.
 */

import { reveal } from "./addresses.js";
import { readMetadata } from "./idp-metadata.js";
import { filled } from "./metadata.js";

/** How many of a kind are shown, and how many letters: no entity ID may have more. */
const SHOWN = 10;
const LONGEST = 1024;

export function start(page, signal) {
  const original = page.querySelector(".handrail-check");
  if (!original) return;
  const ids = original.dataset.steps;
  const items = ids && ids.split(" ").flatMap((id) => page.getElementById(id)?.closest("li") ?? []);
  const areas = items ? items.map((item) => copyTo(item, original, signal)) : [original];
  const checks = new Map(areas.map((area) => [area, checker(area)]));
  for (const [area, check] of checks) {
    const input = area.querySelector("input");
    // The same file may have been downloaded again.
    input.addEventListener("click", () => (input.value = ""), { signal });
    input.addEventListener("change", () => check(input.files[0]), { signal });
    area.hidden = false;
  }
  if (checks.size) takeDropped(page, checks, signal);
}

function copyTo(item, original, signal) {
  const copy = original.cloneNode(true);
  item.append(copy);
  signal.addEventListener("abort", () => copy.remove());
  return copy;
}

/** Take a file wherever it is dropped: else the browser would leave the page and show it. */
function takeDropped(page, checks, signal) {
  const drag = (event) => {
    const isOver = event.type === "dragover" && event.dataTransfer.types.includes("Files");
    for (const area of checks.keys()) area.classList.toggle("handrail-over", isOver);
    if (isOver) event.preventDefault();
  };
  const drop = (event) => {
    drag(event);
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    const areas = [...checks.keys()];
    const isShown = (area) => area.getClientRects().length;
    const area = areas.find((one) => one.contains(event.target)) ?? areas.find(isShown) ?? areas[0];
    checks.get(area)(file);
    reveal(area);
    area.scrollIntoView({ block: "nearest" });
  };
  for (const type of ["dragover", "dragleave"]) page.addEventListener(type, drag, { signal });
  page.addEventListener("drop", drop, { signal });
}

/** Return what checks a file and shows in `area` what was found: of several the last one. */
function checker(area) {
  let latest;
  return async (file) => {
    latest = file;
    if (!file) return;
    const own = [...area.querySelectorAll("data")].map((one) => filled(one.value).text);
    const found = await readMetadata(file, own, new Date());
    if (latest === file) area.querySelector("[role=status]").replaceChildren(shown(area, file, found));
  };
}

/** Return what was found in a file, in the template's words. */
function shown(area, file, { providers, ...found }) {
  const { content } = area.querySelector("template");
  const say = (kind) => (slots) => words(content, slots.kind ?? kind, slots);
  const faults = [found, ...providers].flatMap((one) => one.faults);
  const remarks = [found, ...providers].flatMap((one) => one.remarks);
  return words(content, faults.length ? "faults" : remarks.length ? "remarks" : "sound", {
    file: file.name,
    findings: [...faults, ...remarks].map(say()),
    providers: providers.map(({ entityId, signOn, certificates }) =>
      words(content, "provider", {
        "entity-id": entityId,
        "sign-on": signOn.map(say("sign-on")),
        certificates: certificates.map(say("certificate")),
      }),
    ),
  });
}

/** Return the template's words of a kind, with what only the file knows in their slots. */
function words(content, kind, slots) {
  const made = content.querySelector(`[data-when="${kind}"]`)?.cloneNode(true) ?? new Text();
  for (const slot of made.querySelectorAll?.("[data-slot]") ?? []) {
    const value = slots[slot.dataset.slot] ?? "";
    if (Array.isArray(value)) slot.append(...value.slice(0, SHOWN));
    else slot.textContent = value.slice(0, LONGEST);
  }
  return made;
}
