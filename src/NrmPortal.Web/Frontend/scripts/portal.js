// Every page works without this file. It moves focus to the error summary and guards against double submits.
const summary = document.querySelector(".govuk-error-summary");
if (summary) summary.focus();

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}

const exit = document.querySelector("[data-quick-exit]");
if (exit) {
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") location.replace(exit.href); });
  exit.addEventListener("click", (event) => { event.preventDefault(); location.replace(exit.href); });
}
