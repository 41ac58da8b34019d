// Where a frame shows what no picture may: boxes [x, y, width, height] in the frame's window.
// `secret` and `varying` are patterns, `known` are texts that are hidden wherever they stand.
([secret, varying, known]) => {
  const hidden = new RegExp(`${secret}|${varying}`);
  const isHidden = text => hidden.test(text) || known.some(one => one && text.includes(one));
  const boxes = [];
  const add = box => {
    if (box.width && box.height) boxes.push([box.x, box.y, box.width, box.height]);
  };
  const addText = node => {
    if (!isHidden(node.data)) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) add(box);
  };
  const isPassword = field =>
    field.type === "password" || /password|secret|token/i.test(field.autocomplete + field.name);
  const addField = field => {
    if (field.value && (isPassword(field) || isHidden(field.value))) add(field.getBoundingClientRect());
  };
  const look = root => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) addText(node);
      else if (node.matches?.("input, textarea")) addField(node);
      if (node.shadowRoot) look(node.shadowRoot);
    }
  };
  look(document.documentElement);
  // A key that stands in several pieces, one a line, is one key: so is all that holds it.
  for (const element of document.querySelectorAll("pre, code, [contenteditable], .CodeMirror, .cm-editor"))
    if (new RegExp(secret).test(element.textContent)) add(element.getBoundingClientRect());
  return boxes;
}
