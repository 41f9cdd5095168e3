// What Mozilla's Readability makes of pages, against what stands on them. JSON in, JSON out.
import { readFileSync } from "node:fs";
import { JSDOM, VirtualConsole } from "jsdom";
import { Readability } from "@mozilla/readability";

const quiet = new VirtualConsole(); // jsdom does not know all of today's CSS
const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function judged({ url, html }) {
  const page = new JSDOM(html, { url, virtualConsole: quiet }).window.document;
  const one = (selector) => words(page.querySelector(selector)?.textContent);
  const all = (selector) => [...page.querySelectorAll(selector)].map((found) => words(found.textContent));
  const headline = one("h1");
  const names = all('[rel~="author"], .article__byline a');
  const byline = one(".article__byline");
  const standfirst = one(".article__standfirst");
  const date = page.querySelector("article time")?.dateTime ?? "";
  const paragraphs = all(".article__body > p");
  const comments = all("#comments .comment__text > *");
  const commenters = all("#comments .comment__name");
  const picture = page.querySelector(".article figure img");
  const path = new URL(url).pathname;
  const faults = [];
  const check = (holds, fault) => holds || faults.push(fault);

  check(headline && byline && date && paragraphs.length, "the page has no headline, byline, date or body");
  const read = new Readability(new JSDOM(html, { url, virtualConsole: quiet }).window.document).parse();
  if (!read) {
    return { path, faults: ["is not readable at all"], comments: comments.length, pictures: false, shown: false };
  }
  const text = words(read.textContent);
  check(words(read.title) === headline, `title is “${read.title}”, not “${headline}”`);
  const named = names.length ? names : [byline];
  for (const name of named) {
    check(words(read.byline).includes(name) || byline.includes(words(read.byline)) && read.byline,
      `byline is “${read.byline}” without ${name}`);
  }
  check(read.publishedTime && new Date(read.publishedTime).getTime() === new Date(date).getTime(),
    `published ${read.publishedTime}, not ${date}`);
  if (standfirst) {
    check(text.includes(standfirst), "the standfirst is not in the text");
  }
  for (const paragraph of paragraphs) {
    check(text.includes(paragraph), `a paragraph is missing: ${paragraph.slice(0, 60)}`);
  }
  for (const comment of comments) {
    if (comment.length >= 20) {
      check(!text.includes(comment.slice(0, 60)), `a comment is in the text: ${comment.slice(0, 60)}`);
    }
  }
  check(!(commenters.length && text.includes(commenters.join(" "))), "the commenters are in the text");
  return { path, faults, comments: comments.length, pictures: Boolean(picture), shown: /<img/.test(read.content) };
}

const { pages } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(pages.map(judged)));
