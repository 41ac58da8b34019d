// What is told of a page: what a label names there, or why nothing; and what the page has instead.

/** Where an element stands, as a selector; together with its own path it names it and no other. */
const pathOf = (e) => {
  const steps = [];
  const root = e.getRootNode();
  for (let at = e; at; at = at.parentElement) {
    if (/^[A-Za-z][\w-]*$/.test(at.id) && root.querySelectorAll(`#${at.id}`).length === 1) {
      steps.unshift(`#${at.id}`);
      break;
    }
    const alike = [...(at.parentNode?.children ?? [])].filter((other) => other.localName === at.localName);
    steps.unshift(`${CSS.escape(at.localName)}:nth-of-type(${alike.indexOf(at) + 1})`);
  }
  const own = `css=${steps.join(" > ")}`;
  return root.host ? `${pathOf(root.host)} >> ${own}` : own;
};

const KIND_WORDS = { textbox: "field", searchbox: "field", spinbutton: "field", select: "list", combobox: "list", radiogroup: "set of options", file: "file field" };

/** In words, where something stands: what tells it apart from another of its name. */
const whereabouts = (e) => {
  const dialog = closest(e, DIALOGS);
  if (dialog) {
    const name = labelsOf(dialog)[0] ?? everything(dialog).filter((at) => at.matches(HEADINGS)).flatMap(saidBy)[0];
    if (name) return `in the dialog "${name}"`;
  }
  const entry = closest(e, ENTRIES);
  const first = entry ? everything(entry).filter((at) => !holds(at, e) && !holds(e, at) && isDrawn(at)).flatMap(saidBy)[0] : null;
  if (first) return `in the row "${first}"`;
  const heads = everything(document).filter((at) => at.matches(HEADINGS) && isDrawn(at) && follows(e, at) && !holds(e, at) && saidBy(at).length);
  const landmark = closest(e, "nav, [role=navigation], header, [role=banner], [role=toolbar]");
  if (landmark) return labelsOf(landmark)[0] ? `in "${labelsOf(landmark)[0]}"` : "in the navigation";
  return heads.length ? `under the heading "${saidBy(heads.at(-1))[0]}"` : "at the top of the page";
};

const SURE_USES = ["see", "read"];

const judge = (hit, use, how) => {
  const seen = use === "option" && hit.e.localName === "option" ? hit.e.closest("select") : standIn(hit.e);
  const target = seen && roleOf(hit.e) !== "file" && hit.e.localName !== "option" ? seen : hit.e;
  const state = !seen ? "hidden" : use !== "see" && isCovered(seen) ? "covered" : "seen";
  const isOff = !SURE_USES.includes(use) && (isDisabled(hit.e) || (use === "fill" && isFixed(hit.e)));
  return { e: hit.e, target, seen: seen ?? hit.e, state, off: isOff ? (isDisabled(hit.e) ? "disabled" : "read-only") : "", how: hit.how ?? how };
};

/** Of several matches those that count: no hidden twins, nothing that is around another one. */
const counted = (judged) => {
  const seen = judged.filter(({ state }) => state === "seen");
  const told = seen.filter(({ e }) => !isTwin(e));
  const unique = [...new Map((told.length ? told : seen).map((hit) => [hit.target, hit])).values()];
  return unique.filter((hit) => !unique.some((other) => other !== hit && holds(hit.target, other.target)));
};

const told = (hit) => {
  const role = roleOf(hit.e) || (isGroup(hit.e) ? "radiogroup" : hit.e.localName);
  const kind = isGroup(hit.e) ? "radiogroup" : roleOf(hit.target) === "editor" ? "editor" : role;
  return {
    path: pathOf(hit.target), seen: pathOf(hit.seen), kind, off: hit.off,
    how: hit.how || role, said: `a ${KIND_WORDS[kind] ?? (roleOf(hit.e) || "text")} ${whereabouts(hit.e)}`,
  };
};

const look = ({ use, kind, labels, where, within, pressed }) => {
  const { all, missing, press } = resolve(where, pressed);
  if (missing !== undefined) return { hits: [], missing };
  if (press) return { hits: [], press: pathOf(press) };
  let unseen = "";
  for (const [alias, label] of labels.entries()) {
    for (const { how, hits, after } of TIERS[use](all, use === "see" && kind === "label" ? label : plain(label), kind, within)) {
      const judged = hits().map((hit) => judge(hit, use, how));
      const counts = after(counted(judged));
      if (counts.length) return { hits: counts.map(told), alias };
      unseen ||= judged[0]?.state ?? "";
    }
  }
  return { hits: [], unseen: unseen || (isFolded(all, labels) ? "hidden" : "") };
};

/** Whether what is called so is on the page, but nothing of it is drawn. */
const isFolded = (all, labels) => {
  const isMeant = (e) => e.childElementCount < 3 && !NO_TEXT.has(e.localName) && labels.some((label) => plain(e.textContent) === plain(label));
  return all.some((e) => isMeant(e) && !isDrawn(e));
};

/** How much of the path of places leads to a frame: what is left of it is looked for inside. -1 for a frame that nobody sees. */
const depth = ({ where, iframe }) => {
  if (!isSeen(iframe)) return -1;
  for (let length = where.length; length > 0; length -= 1) {
    if (resolve(where.slice(0, length)).all.includes(iframe)) return length;
  }
  return 0;
};

const NAMED = "label, legend, th, h1, h2, h3, h4, h5, h6, [role=heading], [role=columnheader], [role=rowheader], dt";
const isNamed = (e) => PRESSED.has(roleOf(e)) || e.matches(NAMED) || (getComputedStyle(e).cursor === "pointer" && !e.isContentEditable);

/** What people could mean: the names of what they see, but nothing that is in a field. */
const names = () => {
  const shown = everything(document).filter((e) => (isNamed(e) || CONTROLS.press(e)) && standIn(e));
  const called = shown.flatMap((e) => {
    const own = CONTROLS.press(e) && !PRESSED.has(roleOf(e)) ? [...labelsOf(e), plain(e.placeholder ?? "")] : [...namesOf(e), ...hintsOf(e)];
    return own.map((name) => [name, KIND_WORDS[roleOf(e)] ?? roleOf(e)]);
  });
  return called.filter(([name]) => name && name.length <= 80).slice(0, 3000);
};

const indexOf = ({ elements, path }) => elements.findIndex((e) => pathOf(e) === path);

const TASKS = { look, depth, names, indexOf, shows };
