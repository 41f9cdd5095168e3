// Lighthouse's scores for some addresses, each judged several times. JSON in, JSON out.
import { readFileSync } from "node:fs";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const CHROME = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"];

function told({ categories, audits, runtimeError }) {
  const failed = runtimeError ? [`${runtimeError.code}: ${runtimeError.message}`] : [];
  for (const [name, category] of Object.entries(categories)) {
    for (const { id, weight } of category.auditRefs) {
      const audit = audits[id];
      if (audit.scoreDisplayMode === "error" && !runtimeError) failed.push(`${name}: ${audit.title}: ${audit.errorMessage}`);
      if (weight && audit.score !== null && audit.score < 1) {
        const example = audit.details?.items?.[0];
        const where = example?.node?.snippet ?? example?.source ?? example?.description ?? example?.message ?? JSON.stringify(example ?? "");
        failed.push(`${name}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ""} ${String(where).slice(0, 400)}`);
      }
    }
  }
  return {
    categories: Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score ?? 0])),
    CLS: audits["cumulative-layout-shift"].numericValue,
    TBT: audits["total-blocking-time"].numericValue,
    LCP: audits["largest-contentful-paint"].numericValue,
    failed,
  };
}

const { urls, runs } = JSON.parse(readFileSync(0, "utf8"));
const answers = [];
for (const url of urls) {
  const results = [];
  for (let tries = 0; results.length < runs && tries < 2 * runs; tries += 1) {
    const chrome = await chromeLauncher.launch({ chromeFlags: CHROME, logLevel: "silent" });
    const result = await lighthouse(url, { port: chrome.port, logLevel: "silent" });
    await chrome.kill();
    // A recording that failed says nothing of the page; if it always fails, that is said.
    if (result.lhr.runtimeError && tries < runs) continue;
    results.push(told(result.lhr));
  }
  answers.push(results);
}
process.stdout.write(JSON.stringify(answers));
