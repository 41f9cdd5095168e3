// Works the desk by keyboard, and without waiting: a ruling shows at once, and is sent behind the scenes.
// Without this module every button and link does the same by loading a page.

import { listen, post, unsent, whenSent } from "./desk-post.js";

const AHEAD = 12; // so many cards before the last the next ones are fetched
const KEPT = 20; // lines of what was ruled on that stay in sight
const CLAIMED_AFTER = 2_000;

const list = document.querySelector("[data-desk]");
const form = document.querySelector("#ruling");
const reasons = document.querySelector("#reasons");
const keys = document.querySelector("#keys");
const news = document.querySelector("[data-news]");
const words = list?.dataset;
const deeds = []; // what can be undone, the latest last

// The cards

const cardOf = (element) => element?.closest?.("[data-card]");
const cards = () => [...list.querySelectorAll("[data-card]")].filter((card) => !card.hidden);

function current() {
  const focused = cardOf(document.activeElement);
  return focused && !focused.hidden ? focused : null;
}

function step(by) {
  const all = cards();
  if (!all.length) return;
  const here = current();
  const place = here ? all.indexOf(here) + by : placeOfView(all);
  choose(all[Math.max(0, Math.min(place, all.length - 1))]);
}

// The first card of which the beginning is in sight, or still below.
function placeOfView(all) {
  const place = all.findIndex((card) => card.getBoundingClientRect().top >= -1);
  return place < 0 ? all.length - 1 : place;
}

function choose(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
  fetchAhead();
}

function nextAfter(card) {
  const all = cards();
  return all.find((other) => card.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all.at(-1);
}

// Ruling

const field = (card, name) => card.querySelector(`[name="${name}-${card.dataset.card}"]`);

function rule(card, deed, reason = "", note = "") {
  const { card: pk, seen, name } = card.dataset;
  const job = { card, deed, batch: null, line: document.createElement("p") };
  const next = nextAfter(card);
  collapse(job, name, reason);
  deeds.push(job);
  choose(next);
  if (!next) end();
  post({
    address: () => words.rule,
    fields: () => ({
      ...token(),
      one: `${deed}:${pk}`,
      [`seen-${pk}`]: seen,
      [`reason-${pk}`]: reason,
      [`note-${pk}`]: note,
    }),
    done: (answer) => settle(job, pk, answer),
  });
}

function collapse(job, name, reason) {
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "button button--quiet button--small";
  undo.textContent = words.undoWord;
  undo.ariaLabel = `${words.undoWord}: ${words[job.deed]}, ${name}`;
  undo.onclick = () => takeBack(job);
  const said = document.createElement("span");
  const who = document.createElement("bdi");
  who.textContent = name;
  said.append(`${words[job.deed]} · `, who, reason ? ` (${reasonName(reason)})` : "");
  job.line.className = "ruled";
  job.line.append(said, undo);
  const box = job.card.querySelector('[name="chosen"]');
  if (box) box.checked = false;
  job.card.hidden = true;
  job.card.before(job.line);
  while (list.querySelectorAll(".ruled").length > KEPT) forgetOldest();
}

function forgetOldest() {
  const line = list.querySelector(".ruled");
  const place = deeds.findIndex((job) => job.line === line);
  if (place >= 0) deeds.splice(place, 1);
  line.closest("li").remove();
}

// What the server says of a ruling. One that was lost on the way back, and sent again, was ours.
function settle(job, pk, answer) {
  document.dispatchEvent(new Event("desk:changed"));
  if (answer.done?.includes(Number(pk))) {
    job.batch = answer.batch;
    return;
  }
  const lost = answer.lost?.[0];
  const wanted = { approve: "approved", confirm: "approved", spam: "spam", reject: "rejected" }[job.deed];
  if (lost?.mine && lost.status === wanted) {
    job.batch = lost.batch;
    return;
  }
  job.failed = true;
  const place = deeds.indexOf(job);
  if (place >= 0) deeds.splice(place, 1);
  job.line.classList.add("ruled--lost");
  job.line.replaceChildren(lost?.told ?? answer.error ?? words.lost);
  news.append(notice(lost?.told ?? answer.error ?? words.lost));
}

function takeBack(job = deeds.at(-1)) {
  if (!job) return;
  const place = deeds.indexOf(job);
  if (place >= 0) deeds.splice(place, 1);
  job.line.remove();
  job.card.hidden = false;
  choose(job.card);
  post({
    address: () => job.batch && words.undo.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, job.batch),
    fields: token,
    done: (answer) => {
      document.dispatchEvent(new Event("desk:changed"));
      if (answer.lost?.length) {
        job.card.hidden = true;
        job.line.classList.add("ruled--lost");
        job.line.replaceChildren(answer.lost[0].told);
        job.card.before(job.line);
      }
    },
  });
}

const token = () => ({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });

function end() {
  const line = document.createElement("p");
  line.className = "empty";
  line.tabIndex = -1;
  line.textContent = words.empty;
  whenMore.then(() => {
    if (cards().length) return choose(cards()[0]);
    list.after(line);
    line.focus();
  });
}

// The next cards, before they are needed

let more = Boolean(list?.dataset.goesOn);
let whenMore = Promise.resolve();
let fetching = false;

function fetchAhead() {
  if (!more || fetching) return;
  const all = cards();
  const here = current();
  if (all.length - (here ? all.indexOf(here) : 0) > AHEAD) return;
  fetching = true;
  whenMore = fetchMore().finally(() => (fetching = false));
}

async function fetchMore() {
  const last = [...list.querySelectorAll("[data-card]")].at(-1);
  if (!last) return;
  const address = new URL(words.more, location.href);
  address.searchParams.set("after", last.dataset.card);
  try {
    const answer = await fetch(address, { headers: { "X-Fragment": "cards" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const items = [...page.querySelectorAll(".queue__item")];
    more = items.length > 0;
    list.append(...items);
    document.querySelector(".pages")?.remove();
  } catch {
    // Asked again at the next step.
  }
}

// Rejecting: the reason, and a note where one is needed

let rejected;

function openReasons(card) {
  rejected = card;
  claim(card);
  const heading = reasons.querySelector("[data-heading]");
  heading.textContent = heading.dataset.heading.replace("%s", card.dataset.name);
  for (const button of reasons.querySelectorAll("[aria-pressed]")) button.ariaPressed = "false";
  reasons.querySelector("input").value = field(card, "note")?.value ?? "";
  reasons.querySelector(".reasons__error").textContent = "";
  reasons.showModal();
}

const reasonName = (reason) => reasons.querySelector(`button[value="${reason}"]`)?.lastChild.textContent.trim();
const needsNote = (reason) => reasons.dataset.needsNote.split(" ").includes(reason);

function pickReason(button) {
  for (const other of reasons.querySelectorAll("[aria-pressed]")) other.ariaPressed = String(other === button);
  const note = reasons.querySelector("input");
  if (needsNote(button.value) && !note.value.trim()) return note.focus();
  sendReason();
}

function sendReason() {
  const reason = reasons.querySelector('[aria-pressed="true"]')?.value;
  const note = reasons.querySelector("input").value.trim();
  if (!reason || (needsNote(reason) && !note)) {
    const label = reasons.querySelector("label");
    reasons.querySelector(".reasons__error").textContent = label.textContent;
    return;
  }
  const card = rejected;
  reasons.close();
  rule(card, "reject", reason, note);
}

// Buttons of a card, pressed or clicked

function press(card, deed) {
  if (!card) return;
  const wanted = deed === "approve" ? ["approve", "confirm"] : [deed];
  const button = wanted.map((name) => card.querySelector(`[value="${name}:${card.dataset.card}"]`)).find(Boolean);
  if (!button) return;
  const done = button.value.split(":")[0];
  if (done !== "reject") return rule(card, done);
  const reason = field(card, "reason").value;
  const note = field(card, "note").value.trim();
  if (!reason || (needsNote(reason) && !note)) openReasons(card);
  else rule(card, "reject", reason, note);
}

// The thread, in its place

async function toggleContext(card) {
  const open = card.querySelector(".context");
  if (open) return open.remove();
  const link = card.querySelector("[data-context]");
  try {
    const answer = await fetch(link.href, { headers: { "X-Fragment": "context" } });
    if (!answer.ok || answer.redirected) throw new Error(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    card.querySelector(".context")?.remove();
    card.querySelector(".deeds--other").after(page.querySelector(".context"));
  } catch {
    location.assign(link.href);
  }
}

// Notes

function openNote(card) {
  const place = card.querySelector("[data-noting]");
  place.open = true;
  place.querySelector("textarea").focus();
}

function keepNote(card, written) {
  const text = written.elements.text.value.trim();
  if (!text) return;
  let notes = card.querySelector(".notes");
  if (!notes) {
    notes = document.createElement("ul");
    notes.className = "notes";
    card.querySelector(".deeds").before(notes);
  }
  const item = document.createElement("li");
  item.className = "notes__one";
  const line = document.createElement("p");
  line.className = "notes__text";
  line.dir = "auto";
  line.textContent = text;
  item.append(line);
  notes.append(item);
  post({ plain: true, address: () => written.action, fields: () => ({ ...token(), text }), done: () => {} });
  written.reset();
  card.querySelector("[data-noting]").open = false;
  card.focus({ preventScroll: true });
}

// Who is at what

let claiming;

function claim(card) {
  clearTimeout(claiming);
  fetch(card.dataset.claim, { method: "POST", body: new URLSearchParams(token()) }).catch(() => {});
}

function showClaims(claims) {
  for (const card of cards()) {
    const place = card.querySelector("[data-claimed]");
    const who = claims[card.dataset.card];
    place.hidden = !who;
    place.textContent = who ? words.reading.replace("%s", who) : "";
  }
}

// What is told

function notice(text) {
  const line = document.createElement("p");
  line.className = "notice notice--warning";
  line.textContent = text;
  return line;
}

let trouble;

function tellState(state, count) {
  trouble?.remove();
  trouble = null;
  if (state === "sent") return;
  trouble = notice(`${state === "offline" ? words.unsent : words.refused} ${count}`);
  news.append(trouble);
}

// Keys

const OFF = "desk.keys";

function keysAreOn() {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true;
  }
}

function openFilter() {
  const field = document.querySelector("[data-filter]");
  field.closest("details").open = true;
  field.focus();
}

const DEEDS = {
  j: () => step(1),
  k: () => step(-1),
  a: (card) => press(card, "approve"),
  r: (card) => card?.querySelector('[value^="reject:"]') && openReasons(card),
  s: (card) => press(card, "spam"),
  z: () => takeBack(),
  n: (card) => card && openNote(card),
  o: (card) => card && toggleContext(card),
  e: (card) => card?.querySelector("[data-edit]").click(),
  x: (card) => card?.querySelector('[name="chosen"]').click(),
  "/": openFilter,
  "?": () => keys?.showModal(),
};

const types = (element) => element.matches?.('input:not([type="checkbox"]), textarea, select, [contenteditable]');

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const noting = event.key === "Escape" && event.target.closest("[data-noting]");
  if (noting) {
    noting.open = false; // what was typed stays there
    cardOf(noting).focus({ preventScroll: true });
    return;
  }
  if (types(event.target) || document.querySelector("dialog[open]") || !keysAreOn()) return;
  let key = event.key;
  if (event.target.matches("[data-card]")) key = { ArrowDown: "j", ArrowUp: "k" }[key] ?? key;
  const deed = DEEDS[key];
  if (!deed || (event.repeat && !"jk".includes(key))) return;
  event.preventDefault();
  deed(current());
}

if (list) {
  listen(tellState);
  document.addEventListener("keydown", onKey);
  document.addEventListener("desk:claims", (event) => showClaims(event.detail));
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target.closest?.("[data-noting]")) {
      event.preventDefault();
      keepNote(cardOf(event.target), event.target);
    } else if (button?.name === "one" && cardOf(button)) {
      event.preventDefault();
      press(cardOf(button), button.value.split(":")[0]);
    } else if (unsent() && !event.target.matches('[method="dialog"]')) {
      event.preventDefault();
      whenSent().then(() => event.target.requestSubmit(button));
    }
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-context]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    toggleContext(cardOf(link));
  });
  list.addEventListener("focusin", (event) => {
    clearTimeout(claiming);
    const card = cardOf(event.target);
    if (card) claiming = setTimeout(() => claim(card), CLAIMED_AFTER);
  });
  // What is on its way arrives though the page is left; what waits behind it would not.
  window.addEventListener("beforeunload", (event) => (unsent() > 1 || trouble) && event.preventDefault());

  reasons.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.ariaPressed) pickReason(button);
    else if (button?.value === "close") reasons.close();
  });
  reasons.addEventListener("submit", (event) => {
    event.preventDefault();
    sendReason();
  });
  reasons.addEventListener("keydown", (event) => {
    const button = /^[1-9]$/.test(event.key) && !types(event.target) && keysAreOn();
    const reason = button && reasons.querySelectorAll("[aria-pressed]")[event.key - 1];
    if (!reason) return;
    event.preventDefault();
    pickReason(reason);
  });
  reasons.addEventListener("close", () => rejected && !rejected.hidden && rejected.focus({ preventScroll: true }));

  const told = document.querySelector("[data-keys]");
  const toggle = told.querySelector("[data-keys-on]");
  told.hidden = false;
  toggle.checked = keysAreOn();
  toggle.onchange = () => {
    try {
      localStorage.setItem(OFF, toggle.checked ? "on" : "off");
    } catch {
      // Without storage they stay on.
    }
  };
}
