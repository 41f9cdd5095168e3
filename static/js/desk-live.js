// Keeps the desk's counts as they are now, in the navigation and in the page's title; tells who is at
// which comment; and sends the next part of a long deed. Without it each page tells what was so when it came.

const EVERY = 20_000;
const SOON = 1_500;

const nav = document.querySelector("[data-counts]");
const title = document.title;
let timer;

// Where the navigation is wider than the screen, the page one is on stays in sight.
document.querySelector(".desk-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

function show(counts) {
  for (const place of nav.querySelectorAll("[data-count]")) {
    const count = counts[place.dataset.count];
    if (count !== undefined) place.textContent = count;
  }
  document.title = counts.waiting ? `(${counts.waiting}) ${title}` : title;
}

async function ask() {
  plan(EVERY);
  if (document.hidden) return;
  try {
    const answer = await fetch(nav.dataset.counts, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const told = await answer.json();
    show(told.counts);
    document.dispatchEvent(new CustomEvent("desk:claims", { detail: told.claims }));
  } catch {
    // No connection: what stands there stays, until the next time.
  }
}

function plan(wait) {
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
}

if (nav) {
  const waiting = nav.querySelector("[data-count=waiting]");
  show({ waiting: Number(waiting?.textContent) });
  plan(EVERY);
  document.addEventListener("desk:changed", () => plan(SOON));
  document.addEventListener("visibilitychange", () => document.hidden || ask());
}

document.querySelector("form[data-goes-on]")?.requestSubmit();
