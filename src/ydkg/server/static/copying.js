// Buttons that copy the text before them; where a page may not copy, they stay hidden.

/** @type {NodeListOf<HTMLButtonElement>} */
const buttons = document.querySelectorAll("button.copying");
for (const button of buttons) {
  if (!navigator.clipboard) break; // the page did not come over https
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling?.textContent || "");
    button.textContent = button.dataset.done || "";
    setTimeout(() => { button.textContent = name; }, 1600);
  });
}
