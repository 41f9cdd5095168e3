// Copies an article's address and prints it. Without this module the address is a link like any other.

const share = document.querySelector(".share");

function offer(words, deed) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.onclick = () => deed(button);
  const place = document.createElement("li");
  place.ariaLive = "polite";
  place.append(button);
  share.append(place);
}

if (share) {
  const { copy, copied, print } = share.dataset;
  const link = share.querySelector("[rel=bookmark]");
  if (navigator.clipboard) {
    link.parentElement.hidden = true; // on paper it still stands
    offer(copy, async (button) => {
      try {
        await navigator.clipboard.writeText(link.href);
        button.textContent = copied;
      } catch {
        link.parentElement.hidden = false;
        button.parentElement.remove();
      }
    });
  }
  offer(print, () => window.print());
}
