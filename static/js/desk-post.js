// Sends what a moderator decided, one after the other, while the page goes on. What could not be sent
// is kept and tried again; a ruling that came twice is harmless, for it is bound to what was seen.

const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000];

const jobs = [];
let running = false;
let tell = () => {};

export const unsent = () => jobs.length;

// `told(state, count)` hears "sent", "offline" or "refused" whenever that changes.
export function listen(told) {
  tell = told;
}

// `job.address()` and `job.fields()` are asked when its turn has come; `job.done(answer)` hears the answer.
export function post(job) {
  jobs.push(job);
  if (!running) work();
}

export function whenSent() {
  return new Promise((resolve) => {
    const look = () => (jobs.length ? setTimeout(look, 50) : resolve());
    look();
  });
}

async function work() {
  running = true;
  let failed = 0;
  while (jobs.length) {
    const job = jobs[0];
    const address = job.address();
    const state = address ? await attempt(job, address) : "sent";
    if (state === "sent") {
      failed = 0;
      jobs.shift();
      if (!jobs.length) tell("sent", 0);
    } else {
      tell(state, jobs.length);
      await new Promise((resolve) => setTimeout(resolve, WAITS[Math.min(failed++, WAITS.length - 1)]));
    }
  }
  running = false;
}

async function attempt(job, address) {
  const body = new FormData();
  for (const [name, value] of Object.entries(job.fields())) body.append(name, value);
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, keepalive: true, headers: { "X-Fragment": "ruling" } });
    if (answer.status >= 500) return "offline";
    // What answers with a page leads back to this one, unless the login stands between.
    if (job.plain && answer.ok && new URL(answer.url).pathname === location.pathname) {
      job.done({});
      return "sent";
    }
    // The login's page, or a refusal: the moderator has to do something first.
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      if (answer.status === 404 || (job.plain && answer.status === 422)) {
        job.done({ lost: [], done: [] });
        return "sent";
      }
      return "refused";
    }
    job.done(await answer.json());
    return "sent";
  } catch {
    return "offline";
  }
}
