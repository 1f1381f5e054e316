// Every page works without this file. It moves focus to the error summary, guards against double submits,
// keeps a half-filled form when the language is changed in the header, and leaves the help page at once.
const summary = document.querySelector(".govuk-error-summary");
if (summary) summary.focus();

let typed = null;
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("input", () => { typed = form; });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    // The answer would be read from where a skip link or an error's link led before, not from its error summary.
    if (location.hash) form.setAttribute("action", (form.getAttribute("action") || location.href).split("#")[0]);
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}

const language = document.querySelector(".nrm-header__lang");
if (language) {
  language.addEventListener("click", (event) => {
    const button = typed && typed.querySelector("button[name=_lang]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

const exit = document.querySelector("[data-quick-exit]");
if (exit) {
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") location.replace(exit.href); });
  exit.addEventListener("click", (event) => { event.preventDefault(); location.replace(exit.href); });
}
