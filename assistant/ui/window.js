// The few things a page must do itself. Nothing here talks to the server.
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

function show(element) {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent.tagName === "DETAILS") parent.open = true;
  }
  element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
  element.focus({ preventScroll: true });
}

// Citation numbers and "back to the answer" move within the page; the page's <base> would make them load it anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  show(target);
});

// How much room is left in the question field, once it gets tight.
document.addEventListener("input", (event) => {
  const field = event.target.closest("#pa-question");
  if (!field || event.target.tagName !== "TEXTAREA") return;
  const limit = Number((field.className.match(/pa-limit-(\d+)/) || [])[1]);
  const length = event.target.value.trim().length;
  if (length > limit * 0.8) field.dataset.length = `${length.toLocaleString()} / ${limit.toLocaleString()}`;
  else delete field.dataset.length;
  field.classList.toggle("pa-over", length > limit);
});

// The page says its language and title. A new question moves into view once; after that the reader decides where to look.
let asked = 0;
new MutationObserver(() => {
  const talk = document.querySelector(".pa-talk");
  if (talk) document.documentElement.lang = talk.lang;
  const title = document.querySelector("#pa-heading h1");
  if (title && document.title !== title.textContent) document.title = title.textContent;
  const exchanges = document.querySelectorAll(".pa-exchange");
  if (exchanges.length > asked) {
    exchanges[exchanges.length - 1].scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
  }
  asked = exchanges.length;
}).observe(document.body, { childList: true, subtree: true });
