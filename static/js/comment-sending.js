// Keeps what a reader writes until the server has it: over errors, reloads and lost connections.
// A form's own token makes sending twice harmless, so what got no answer is simply sent again.

const KEPT = "write:"; // before our keys in the browser's storage
const MONTH = 30 * 24 * 3600_000;
const PATIENCE = 30_000;
const SOON = 4_000; // what is sent sooner after its form was made looks like a program's

// Where the browser keeps nothing, drafts last as long as the page.
let shelf = {};
try {
  shelf = localStorage;
} catch {}

const draft = (key) => JSON.parse(shelf[key] ?? null);
const drop = (key) => delete shelf[key];

function keep(key, said) {
  const kept = JSON.stringify(said);
  try {
    shelf[key] = kept;
  } catch {
    shelf = { ...shelf, [key]: kept };
  }
}

// A draft belongs to its article and what it answers.
const keyOf = (form) => `${KEPT}${form.action} ${form.elements.reply_to?.value}`;
const fieldsOf = (form) => Object.fromEntries(new FormData(form));
const isAlone = (form) => form.closest("main > #write");
const lineOf = (form) => form.querySelector(".form__state"); // with all that it may say

function noteDown(form, waits = draft(keyOf(form))?.waits) {
  const fields = fieldsOf(form);
  if (!fields.text.trim()) return drop(keyOf(form));
  keep(keyOf(form), { action: form.action, fields, waits, at: Date.now() });
}

const say = (form, words) => (lineOf(form).textContent = lineOf(form).dataset[words]);

// Gives a fresh form the draft that belongs in it.
export function restore(form) {
  const found = draft(keyOf(form));
  if (!found || form.elements.text.value) return;
  for (const [name, value] of Object.entries(found.fields)) {
    const field = form.elements[name];
    if (field?.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
  }
  say(form, found.waits ? "waits" : "restored");
}

// Throws where no answer of ours came.
async function post(action, fields, alone, again) {
  const answer = await fetch(action, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: alone ? {} : { "X-Fragment": "form" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const section = page.querySelector("#sent, #write");
  const proof = section?.querySelector("[name=proof]")?.value;
  if (answer.status === 403 && proof && !again) {
    // The form was open for too long. The answer brings another proof.
    await new Promise((resolve) => setTimeout(resolve, SOON));
    return post(action, { ...fields, proof }, alone, true);
  }
  const taken = answer.redirected && answer.url;
  if (answer.status > 499 || (answer.ok && !section && !taken)) throw answer;
  return { section, taken };
}

const busy = new Set(); // keys of what is on its way

// `again`: nobody pressed a button, so nothing is said.
async function send(form, submitter, again) {
  const key = keyOf(form);
  if (busy.has(key)) return;
  busy.add(key);
  const deed = submitter?.name; // Send has no name; a look at it first has
  const button = submitter ?? form.querySelector("[type=submit]");
  const label = button.textContent;
  noteDown(form, !deed);
  form.elements.text.readOnly = true;
  if (!again) {
    button.ariaDisabled = "true";
    say(form, "sending");
    button.textContent = lineOf(form).textContent;
  }
  let answer;
  try {
    answer = await post(form.action, { ...fieldsOf(form), ...(deed && { [deed]: 1 }) }, isAlone(form));
  } catch {
    if (!again) say(form, deed ? "unsent" : "waits");
    if (!deed) later();
  }
  busy.delete(key);
  button.textContent = label;
  button.ariaDisabled = null;
  form.elements.text.readOnly = false;
  if (answer) settle(key, answer, form);
}

// What the server says takes the form's place.
function settle(key, { section, taken }, form) {
  pause = SOON;
  if (!section && !taken) {
    keep(key, { ...draft(key), waits: false });
    return form && say(form, "unsent");
  }
  drop(key);
  if (taken && form && isAlone(form)) return location.assign(taken);
  if (!taken) noteDown(section.querySelector("form"), false);
  document.dispatchEvent(new CustomEvent("comment-answered", { detail: { section, form } }));
}

// What waits is sent when the connection is back, when a page opens, and now and then.
let pause = SOON;
let timer;

function later() {
  clearTimeout(timer);
  timer = setTimeout(resend, pause);
  pause = Math.min(2 * pause, 300_000);
}

async function resend() {
  for (const key of Object.keys(shelf).filter((key) => key.startsWith(KEPT))) {
    const found = draft(key);
    if (Date.now() - found.at > MONTH) drop(key);
    if (!found.waits || busy.has(key)) continue;
    const form = document.querySelector("#write form");
    if (form && keyOf(form) === key) {
      send(form, null, true);
      continue;
    }
    busy.add(key);
    await post(found.action, found.fields).then((answer) => settle(key, answer), later);
    busy.delete(key);
  }
}

addEventListener("online", () => {
  pause = SOON;
  resend();
});

for (const sign of ["submit", "input", "keydown"]) {
  document.addEventListener(sign, (event) => {
    const form = event.target.closest?.("#write form");
    if (!form) return;
    if (sign === "input") noteDown(form);
    if (sign === "submit") {
      event.preventDefault();
      send(form, event.submitter);
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit(form.querySelector("[type=submit]"));
    }
  });
}

resend();
