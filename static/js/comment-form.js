// Fetches the comment form into the page of the article, and counts characters as they are typed. Without
// scripts every link leads to the form's own page, and everything works the same.

import { restore } from "./comment-sending.js";

const forms = new Map(); // by address: the form as it was fetched, or as it was left
let opener; // the link that opened it
const numbers = new Intl.NumberFormat(document.documentElement.lang);

function fetched(address) {
  if (!forms.has(address)) forms.set(address, fetchForm(address));
  return forms.get(address);
}

// The form brings its styles along. They are awaited, so that nothing jumps.
const styles = document.querySelector("[data-form-styles]")?.dataset.formStyles;
let dressed;

function dress() {
  dressed ??= new Promise((done) => {
    if (!styles) return done();
    const link = document.createElement("link");
    link.onload = link.onerror = done;
    link.rel = "stylesheet";
    link.href = styles;
    document.head.append(link);
  });
  return dressed;
}

async function fetchForm(address) {
  const [answer] = await Promise.all([fetch(address, { headers: { "X-Fragment": "form" } }), dress()]);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("#write");
  if (!answer.ok || !form) throw new Error(`No form at ${address}`);
  return ready(form);
}

function ready(section) {
  const form = section.querySelector("form");
  if (form) restore(form);
  if (form) countCharacters(section);
  return section;
}

async function open(link) {
  const place = link.closest("p");
  const form = await fetched(link.href);
  const earlier = document.querySelector("#write, #sent");
  if (earlier !== form) {
    place.after(form);
    if (earlier?.id === "write") takeAlong(earlier, form);
    earlier?.remove();
  }
  opener = link;
  form.querySelector("#write-heading").focus();
}

// What was begun goes along when the form is opened elsewhere.
function takeAlong(from, to) {
  for (const name of ["name", "email", "text"]) {
    const [old, fresh] = [from, to].map((form) => form.querySelector(`[name=${name}]`));
    if (!old || fresh?.value !== "") continue;
    fresh.value = old.value;
    if (name === "text") old.value = "";
    for (const field of [old, fresh]) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// The answer stands in the form's place, or where the form is opened.
document.addEventListener("comment-answered", async ({ detail: { section, form } }) => {
  forms.clear(); // what they hold is in the answer
  await dress();
  const first = section.querySelector("[autofocus]") ?? section.querySelector("[tabindex]");
  first.autofocus = false;
  const old = form?.closest("#write") ?? document.querySelector("#sent");
  if (old?.isConnected) old.replaceWith(section);
  else if (section.id === "sent") (document.querySelector(".comments__write") ?? document.querySelector("h1")).after(section);
  else return;
  ready(section);
  if (form) first.focus();
});

// The count is seen at once and read out when the typing pauses.
function countCharacters(form) {
  const field = form.querySelector("[data-longest]");
  const said = form.querySelector("[data-left]").dataset;
  const [seen, heard] = ["counter", "visually-hidden"].map((name) => {
    const line = document.createElement("p");
    line.className = name;
    field.after(line);
    return line;
  });
  seen.ariaHidden = "true";
  heard.role = "status";
  let pause;
  const count = () => {
    const left = field.dataset.longest - [...field.value].length;
    const words = left < 0 ? said.over : said.left;
    seen.textContent = `${words} ${numbers.format(Math.abs(left))}`;
    seen.classList.toggle("counter--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => (heard.textContent = seen.textContent), 1000);
  };
  field.addEventListener("input", count);
  if (field.value) count();
}

const linkOf = (event) => event.target.closest?.("a[data-comment-form]");

// Pointing at a link, or reaching it by keyboard, fetches.
for (const sign of ["pointerover", "focusin"]) {
  document.addEventListener(sign, (event) => {
    const link = linkOf(event);
    if (link) fetched(link.href).catch(() => forms.delete(link.href));
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-close]")) {
    event.target.closest("#write").remove();
    opener?.focus();
  }
  const link = linkOf(event);
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link).catch(() => location.assign(link.href));
});

const own = document.querySelector("main > #write");
if (own) ready(own);
