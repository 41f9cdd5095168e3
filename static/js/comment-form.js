// Fetches the comment form into the page of the article, and counts characters as they are typed.
// Without this module every link leads to the form's own page, and everything works the same.

const forms = new Map(); // by address: the form as it was fetched, or as it was left
const numbers = new Intl.NumberFormat(document.documentElement.lang);

function fetched(address) {
  if (!forms.has(address)) forms.set(address, fetchForm(address));
  return forms.get(address);
}

// The form's styles are not in the page that it comes into. They are awaited, so that nothing jumps.
const styles = document.querySelector("[data-form-styles]")?.dataset.formStyles;
let dressed;

function dress() {
  dressed ??= new Promise((resolve, reject) => {
    if (!styles) return resolve();
    const link = document.createElement("link");
    link.onload = resolve;
    link.onerror = reject;
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
  countCharacters(form);
  return form;
}

async function open(link) {
  const place = link.closest("p");
  const form = await fetched(link.href);
  const earlier = document.querySelector("#write");
  if (earlier !== form) {
    if (earlier) takeAlong(earlier, form);
    earlier?.remove();
    place.after(form);
    form.querySelector("[data-close]").onclick = () => {
      form.remove();
      link.focus();
    };
  }
  form.querySelector("#write-heading").focus();
}

// What a reader has begun to write goes with them when they open the form elsewhere.
function takeAlong(from, to) {
  for (const name of ["name", "email", "text"]) {
    const [old, fresh] = [from, to].map((form) => form.querySelector(`[name=${name}]`));
    if (old?.value && fresh && !fresh.value) fresh.value = old.value;
  }
  to.querySelector("[data-longest]")?.dispatchEvent(new Event("input"));
}

// The count is seen at once and read out when the typing pauses.
function countCharacters(form) {
  const field = form.querySelector("[data-longest]");
  if (!field) return;
  const [seen, heard] = ["counter", "visually-hidden"].map((name) => {
    const line = document.createElement("p");
    line.className = name;
    return line;
  });
  seen.ariaHidden = "true";
  heard.role = "status";
  field.after(seen, heard);
  let pause;
  const count = () => {
    const left = field.dataset.longest - [...field.value].length;
    const words = left < 0 ? form.dataset.over : form.dataset.left;
    seen.textContent = `${words} ${numbers.format(Math.abs(left))}`;
    seen.classList.toggle("counter--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => (heard.textContent = seen.textContent), 1000);
  };
  field.addEventListener("input", count);
  if (field.value) count();
}

const linkOf = (event) => event.target.closest?.("a[data-comment-form]");

// Pointing at a link, or reaching it by keyboard, is reason enough to fetch; scrolling past is not.
for (const sign of ["pointerover", "focusin"]) {
  document.addEventListener(sign, (event) => {
    const link = linkOf(event);
    if (link) fetched(link.href).catch(() => forms.delete(link.href));
  });
}

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link).catch(() => location.assign(link.href));
});

const own = document.querySelector("main > #write");
if (own) countCharacters(own);
