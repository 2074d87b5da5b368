// Suggestions under the search field, as the combobox pattern of ARIA has it. Without this file the field is a plain one.
"use strict";
(() => {
  const form = document.querySelector("form[data-suggest]");
  const field = form && form.querySelector("input[type=search]");
  if (!field) return;
  const WAIT = 120, SHORTEST = 2, LONGEST = 200;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer = 0, asked = null, active = -1, typed = "";
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label"));
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("autocomplete", "off");

  const close = () => {
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    const options = list.children;
    if (active >= 0 && options[active]) options[active].setAttribute("aria-selected", "false");
    active = number;
    if (number < 0) {
      field.value = typed;
      field.removeAttribute("aria-activedescendant");
      return;
    }
    options[number].setAttribute("aria-selected", "true");
    options[number].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[number].id);
    field.value = options[number].dataset.query;
  };
  const show = (suggestions) => {
    close();
    suggestions.forEach((one, number) => {
      const option = document.createElement("li");
      option.id = "suggestion-" + number;
      option.dir = "auto";
      option.dataset.query = one.query;
      option.textContent = one.query;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      list.append(option);
    });
    if (!suggestions.length) return;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    status.textContent = form.dataset.count + " " + suggestions.length;
  };
  const ask = async () => {
    if (asked) asked.abort();
    const text = field.value;
    if (text.trim().length < SHORTEST || text.length > LONGEST) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.suggest + "?q=" + encodeURIComponent(text), { signal: asked.signal });
      if (!answer.ok) return close();
      const found = await answer.json();
      if (field.value === text && document.activeElement === field) {
        typed = text;
        show(found.suggestions);
      }
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };
  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      field.value = typed;
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && last >= 0) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? (active < last ? active + 1 : -1) : active < 0 ? last : active - 1);
    } else if (event.key === "Tab") close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    field.value = option.dataset.query;
    close();
    form.requestSubmit();
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
})();
