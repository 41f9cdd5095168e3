// Recommends in place. Without this module the same button posts its form, and the page comes back.
document.addEventListener("submit", async (event) => {
  const { submitter: button, target } = event;
  if (target.id !== "recommend") return;
  event.preventDefault();
  button.ariaLive = "polite";
  const headers = { "X-Fragment": "recommend" };
  const answer = await fetch(button.formAction, { method: "POST", headers }).catch(() => 0);
  if (answer.ok) button.textContent = await answer.text();
  else location.assign(button.formAction);
});
