// What a page shows and when: its frames, which messages came and went, and when each was painted.

const SIZE = { width: 400, height: 700 };

/**
 * In the page, before all else: `window.watch` notes frames and messages.
 *
 * A message counts as painted when the frame that has it is done on the page's main thread, which
 * is when its drawing is handed on; what the compositor and the screen add is not in it.
 */
function install() {
  const now = () => performance.timeOrigin + performance.now();
  const { requestAnimationFrame: request } = window;
  /** What the frame that is being made will have, and what the one after it. */
  const [making, coming] = [[], []];
  let inFrame = false;
  // What a page draws in a frame's callback is in that frame, everything else is in the next.
  window.requestAnimationFrame = (callback) =>
    request.call(window, (time) => {
      inFrame = true;
      try {
        callback(time);
      } finally {
        queueMicrotask(() => (inFrame = false));
      }
    });
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const painted = now();
    for (const note of making.splice(0)) note(painted);
  };
  let last = null;
  let gaps = [];
  let came = [];
  const gone = [];
  const frame = (time) => {
    if (last !== null) gaps.push(time - last);
    last = time;
    making.push(...coming.splice(0));
    channel.port2.postMessage(null);
    request.call(window, frame);
  };

  window.watch = {
    /** From now on, messages that come into this list, and that leave it; where there is but one of
     * them, none leaves because newer ones came. */
    start(list, { isOne = false } = {}) {
      new MutationObserver((records) => {
        const notes = inFrame ? making : coming;
        for (const { addedNodes, removedNodes, previousSibling } of records) {
          for (const item of addedNodes) {
            const text = item.querySelector(".text")?.textContent ?? "";
            notes.push((painted) => came.push({ text, painted }));
          }
          for (const item of removedNodes) {
            const text = item.querySelector(".text")?.textContent ?? "";
            // The oldest leaves because newer ones came: nothing stands before it.
            if (previousSibling || (isOne && text)) notes.push((painted) => gone.push({ text, painted }));
          }
        }
      }).observe(document.querySelector(list), { childList: true });
      request.call(window, frame);
    },
    /** Forgets the frames and the messages so far. */
    begin() {
      last = null;
      gaps = [];
      came = [];
    },
    /** Milliseconds from frame to frame since the beginning. */
    frames: () => gaps,
    /**
     * How many messages came since the beginning, and milliseconds from sending to painting, of
     * those with this number or a later one.
     */
    async messages(first) {
      // What is in the document by now may still have to be painted.
      await new Promise((resolve) => request.call(window, () => setTimeout(resolve)));
      const numbered = came
        .map(({ text, painted }) => ({ number: Number(text.slice(text.lastIndexOf(" ") + 1)), text, painted }))
        .filter(({ number }) => number >= first);
      return {
        shown: new Set(numbered.map(({ number }) => number)).size,
        latencies: numbered.map(({ text, painted }) => painted - Number.parseFloat(text)),
      };
    },
    /** The texts of messages that came, and when each was painted. */
    came: () => came,
    /** The texts of messages that were taken out from among others, and when that was painted. */
    gone: () => gone,
  };
}

/** Opens a page as OBS has it; `watched` ones have `window.watch`. */
export async function open(browser, url, { watched = true } = {}) {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  if (watched) await page.addInitScript(install);
  const asked = new Set();
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  await page.goto(url);
  return { page, asked, close: () => context.close() };
}

/** Waits until the overlay is connected and wears this theme. */
export function dressed(page, theme) {
  // Not for a selector: playwright asks then whether it can be seen, which Chromium 103 cannot tell.
  return page.waitForFunction(
    (selector) => document.querySelector(selector) !== null,
    `main[data-state=connected][data-theme=${theme}]`,
  );
}

/** Waits until all pictures that the page has are there. */
export function pictured(page) {
  return page.waitForFunction(() =>
    [...document.querySelectorAll("li img")].every((image) => image.complete && image.naturalWidth > 0),
  );
}

/** Frames a second, the longest in milliseconds, and how many took more than 50. */
export function summary(gaps) {
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    fps: whole > 0 ? (1000 * gaps.length) / whole : 0,
    longest: Math.max(0, ...gaps),
    late: gaps.filter((gap) => gap > 50).length,
  };
}
