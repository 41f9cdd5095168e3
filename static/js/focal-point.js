// Sets an image's focal point by a click on the picture. The two number fields do the same without
// this module, and by keyboard.

for (const picture of document.querySelectorAll("img[data-focal]")) {
  const fields = ["focal_x", "focal_y"].map((name) => document.querySelector(`input[name=${name}]`));
  if (fields.every(Boolean)) pointAt(picture, ...fields);
}

function pointAt(picture, across, down) {
  const [frame, point, hint] = ["span", "span", "span"].map((name) => document.createElement(name));
  frame.className = "focal";
  point.className = "focal__point";
  hint.className = "focal__hint";
  hint.textContent = picture.dataset.focal;
  picture.replaceWith(frame);
  frame.append(picture, point);
  frame.after(hint);

  // A picture is not mirrored where writing runs from right to left, so these are its own sides.
  const show = () => {
    point.style.left = `${across.value}%`;
    point.style.top = `${down.value}%`;
  };
  frame.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    const share = (at, start, length) => Math.max(0, Math.min(100, Math.round(((at - start) / length) * 100)));
    across.value = share(event.clientX, box.left, box.width);
    down.value = share(event.clientY, box.top, box.height);
    for (const field of [across, down]) field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  for (const field of [across, down]) field.addEventListener("input", show);
  show();
}
