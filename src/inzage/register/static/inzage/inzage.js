/* What the register does in the browser beside htmx: loaded with `defer`, after htmx.
   Nothing here is needed to work with the register; no text is ever run as code.

   form                                  a second press on its button sends nothing (the server refuses it too)
   form.iz-form, form[data-half] by post leaving it half filled in asks first; data-keep="no" switches that off
   .iz-errors                            gets the focus once the page is there
   nav.iz-nav                            folds on a narrow screen, with a button named "Menu" */
"use strict";

(function () {
  if (window.htmx) {
    Object.assign(window.htmx.config, {
      allowEval: false,
      allowScriptTags: false,
      includeIndicatorStyles: false,
      selfRequestsOnly: true,
      historyCacheSize: 0, // no page about anybody stays in the browser's storage
      refreshOnHistoryMiss: true,
      attributesToSettle: ["class"],
      responseHandling: [
        { code: "204", swap: false },
        { code: "[23]..", swap: true },
        { code: "422", swap: true }, // a form that comes back with its errors
        { code: "[45]..", swap: false, error: true },
      ],
    });
  }

  const WAIT = 8000; // after this long without another page (a file that was sent back) the button works again
  const dirty = new Set();

  function asksToKeep(form) {
    return form.matches(".iz-form, [data-half]") && form.method === "post" && form.dataset.keep !== "no";
  }

  function buttons(form) {
    return document.querySelectorAll(form.id ? `button[form="${CSS.escape(form.id)}"]` : "none");
  }

  function hold(form) {
    // After this turn: a button that is off already would not be sent along.
    setTimeout(() => {
      form.dataset.sent = "yes";
      for (const button of [...form.querySelectorAll("button:not([type=button])"), ...buttons(form)]) {
        button.setAttribute("aria-disabled", "true");
      }
      setTimeout(() => release(form), WAIT);
    });
  }

  function release(form) {
    delete form.dataset.sent;
    for (const button of [...form.querySelectorAll("button[aria-disabled]"), ...buttons(form)]) {
      button.removeAttribute("aria-disabled");
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    dirty.delete(form);
    if (form.method === "post") {
      hold(form);
    }
  }, true);

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) {
      release(form);
    }
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && asksToKeep(form)) {
      dirty.add(form);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) {
      event.preventDefault();
    }
  });

  // Back to a page that the browser kept as it was: its buttons must work again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      document.querySelectorAll("form[data-sent]").forEach(release);
    }
  });

  function showErrors(within) {
    const errors = within.querySelector(".iz-errors");
    if (errors) {
      errors.setAttribute("tabindex", "-1");
      errors.focus();
    }
  }

  function fold(nav) {
    const list = nav.querySelector("ul");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "iz-nav__toggle";
    button.textContent = "Menu";
    list.id = list.id || "iz-nav-list";
    button.setAttribute("aria-controls", list.id);
    const set = (open) => {
      button.setAttribute("aria-expanded", String(open));
      nav.toggleAttribute("data-folded", !open);
    };
    button.addEventListener("click", () => set(nav.hasAttribute("data-folded")));
    nav.setAttribute("data-foldable", "");
    nav.prepend(button);
    set(false);
  }

  function start() {
    showErrors(document);
    document.querySelectorAll("nav.iz-nav:has(ul)").forEach(fold);
    document.addEventListener("htmx:afterSwap", (event) => showErrors(event.target));
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
