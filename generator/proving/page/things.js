// What things are: what can be pressed, filled in, chosen, and what a table says of it.

const INPUTS = { checkbox: "checkbox", radio: "radio", file: "file", range: "slider", hidden: "" };
const ROLES = {
  a: "link", area: "link", button: "button", summary: "button", select: "select", textarea: "textbox",
  option: "option", tr: "row", li: "listitem", table: "table", dialog: "dialog", fieldset: "group",
};
const PRESSED = new Set([
  "button", "link", "tab", "menuitem", "menuitemradio", "menuitemcheckbox", "treeitem", "option",
  "checkbox", "radio", "switch",
]);
const TEXTUAL = new Set(["textbox", "searchbox", "combobox", "spinbutton", "editor", "slider"]);
const EDITOR = ".CodeMirror, .ace_editor, .monaco-editor";

const roleOf = (e) => {
  const given = e.getAttribute("role")?.trim().split(/\s+/)[0];
  if (e.matches(EDITOR) || (e.isContentEditable && !e.parentElement?.isContentEditable)) return "editor";
  if (given && given !== "none" && given !== "presentation") return given;
  if (e.localName === "input") return BUTTONS.includes(e.type) ? "button" : (INPUTS[e.type] ?? "textbox");
  return ROLES[e.localName] ?? "";
};

const isRadio = (e) => roleOf(e) === "radio";
const isGroup = (e) =>
  roleOf(e) === "radiogroup" || (e.localName === "fieldset" && everything(e).some(isRadio)) || lone().has(e);

/** What holds the radio buttons of one name that no group of its own holds, such as a cell. */
const lone = once(() => {
  const sets = new Map();
  for (const e of everything(document).filter((at) => at.matches("input[type=radio][name]"))) {
    if (closest(e, "[role=radiogroup], fieldset")) continue;
    const key = e.form ?? e.getRootNode();
    const named = sets.get(key) ?? sets.set(key, new Map()).get(key);
    named.set(e.name, [...(named.get(e.name) ?? []), e]);
  }
  const several = [...sets.values()].flatMap((named) => [...named.values()]).filter((set) => set.length > 1);
  return new Set(several.map(([first, ...rest]) => {
    let at = parentOf(first);
    while (!rest.every((e) => holds(at, e))) at = parentOf(at);
    return at;
  }));
});

/** What a control of each use is. */
const CONTROLS = {
  fill: (e) => TEXTUAL.has(roleOf(e)),
  choose: (e) => ["select", "combobox", "listbox"].includes(roleOf(e)) || isGroup(e) || e.matches("button[aria-haspopup=listbox]"),
  turn: (e) => ["checkbox", "switch", "menuitemcheckbox"].includes(roleOf(e)) || e.matches("[aria-pressed]") || isGroup(e),
  upload: (e) => roleOf(e) === "file",
  read: (e) => TEXTUAL.has(roleOf(e)) || e.matches("select, output"),
  press: (e) => TEXTUAL.has(roleOf(e)) || ["select", "checkbox", "radio", "file"].includes(roleOf(e)),
};
CONTROLS.see = CONTROLS.press;
CONTROLS.expand = CONTROLS.press;

const isDisabled = (e) =>
  e.matches(":disabled") || Boolean(closest(e, "[aria-disabled=true]"));
const isFixed = (e) => e.readOnly === true || e.getAttribute("aria-readonly") === "true";

// Tables. Those that are made of other elements say by their roles what is what.
const CELL = "td, th, [role=cell], [role=gridcell], [role=rowheader], [role=columnheader]";
const ROW = "tr, [role=row]";
const TABLE = "table, [role=table], [role=grid], [role=treegrid]";
const isHeading = (cell) => cell.matches("th, [role=rowheader], [role=columnheader]");

const cellsOf = (row) => everything(row).filter((e) => e.matches(CELL) && closest(parentOf(e), ROW) === row);
const rowsOf = (table) => everything(table).filter((e) => e.matches(ROW) && closest(e, TABLE) === table);
const spotOf = (e) => {
  const cell = closest(e, CELL);
  const row = cell && closest(cell, ROW);
  return row ? { cell, row, table: closest(row, TABLE) } : null;
};

const columnOf = (cell, row) => {
  let column = 0;
  for (const before of cellsOf(row)) {
    if (before === cell) return column;
    column += before.colSpan ?? 1;
  }
  return -1;
};

const isControl = (e) => CONTROLS.press(e) || roleOf(e) === "button" || isGroup(e);

/** The headings of its row: a heading cell, or a first cell that holds words only. */
const rowHeadings = (e) => {
  const spot = spotOf(e);
  if (!spot || isHeadRow(spot.row)) return [];
  const cells = cellsOf(spot.row).filter((cell) => cell !== spot.cell);
  const heads = cells.filter((cell, at) => isHeading(cell) || (at === 0 && isFirst(cell, spot.row) && !everything(cell).some(isControl)));
  return heads.flatMap(namesIn);
};
const isEmpty = (cell) => !saidBy(cell).length && !everything(cell).some(isControl);
const isFirst = (cell, row) => cellsOf(row)[0] === cell;

const isHeadRow = (row) => {
  const cells = cellsOf(row);
  return cells.some(isHeading) && cells.every((cell) => isHeading(cell) || isEmpty(cell)) && cells.length > 1;
};

/** The headings of its column. */
const columnHeadings = (e) => {
  const spot = spotOf(e);
  if (!spot?.table) return [];
  const column = columnOf(spot.cell, spot.row);
  const heads = rowsOf(spot.table).filter((row) => row !== spot.row && isHeadRow(row));
  return heads.flatMap((row) => cellsOf(row).filter((cell) => columnOf(cell, row) === column)).flatMap(namesIn);
};

/** The words of a heading's cell, or of something in it: a link that sorts may stand beside it. */
const namesIn = (cell) => [...saidBy(cell), ...everything(cell).filter(isDrawn).flatMap(saidBy)];

/** Of what stands in a table, that in its last row: there new entries are made. */
const inLastRows = (hits) => {
  const last = new Map();
  for (const hit of hits) last.set(spotOf(hit.e).table, spotOf(hit.e).row);
  return hits.filter((hit) => last.get(spotOf(hit.e).table) === spotOf(hit.e).row);
};

/** What people see in the place of a control that is hidden; null where they see nothing. */
const standIn = (e) => {
  if (isDrawn(e)) return e;
  const label = [...(e.labels ?? [])].find(isDrawn);
  if (label && ["checkbox", "radio", "file"].includes(e.type)) return label;
  if (e.type === "file") return openerOf(e);
  const beside = [e.nextElementSibling, e.previousElementSibling].find((at) => at && isDrawn(at) && !at.matches("label"));
  if (!beside || !e.matches("select, textarea, input[type=checkbox], input[type=radio]")) return null;
  return everything(beside).find((at) => at.matches("[role=combobox], [contenteditable=true]") && isDrawn(at)) ?? beside;
};

/** The button that opens a hidden file field: the one that stands nearest around it. */
const openerOf = (e) => {
  for (let at = parentOf(e); at && at !== document.body; at = parentOf(at)) {
    const inside = everything(at);
    if (inside.some((other) => other !== e && roleOf(other) === "file")) return null;
    const buttons = inside.filter((other) => ["button", "link"].includes(roleOf(other)) && isDrawn(other));
    if (buttons.length) return buttons.length === 1 ? buttons[0] : null;
  }
  return null;
};
