// Where a page finds what it needs.

/** A part of the page that its HTML has. @param {string} selector @returns {HTMLElement} */
export function find(selector) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) return found;
  throw new TypeError(`the page has no ${selector}`);
}

/**
 * Says in the page how its connection is. What nobody answers for any more is not shown; the server says
 * when it is again, with the first word of the next connection.
 *
 * @param {HTMLElement} overlay the `main.overlay`
 * @param {import("./curtain.js").Curtain} curtain
 * @returns {(state: "connecting" | "connected" | "blind") => void}
 */
export function sayState(overlay, curtain) {
  return (state) => {
    if (state === "blind") curtain.drawn = true;
    else overlay.dataset.state = state;
  };
}

/** The socket with the page's own key; in the editor's preview, the one that has its samples too. */
export function addressOfSocket() {
  const key = location.pathname.split("/").pop();
  const preview = new URLSearchParams(location.search).has("preview") ? "?preview=true" : "";
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/${key}${preview}`;
}
