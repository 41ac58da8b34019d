// Looks for a text from now on, and tells each time that it comes up. Here `answer` does the tasks of
// the other scripts, `text` is what to look for, `tell` the name of the function to call then,
// `isNew` whether the page has only now begun, so that nothing has been shown before.

const isShown = () => document.documentElement !== null && answer("shows", { label: text });
let was = !isNew && isShown();
const timer = setInterval(() => {
  const is = isShown();
  // The function is taken away when nobody listens any more.
  if (is && !was) Promise.resolve(window[tell]?.()).catch(() => clearInterval(timer));
  was = is;
}, 50); // what is shown for less nobody can read
