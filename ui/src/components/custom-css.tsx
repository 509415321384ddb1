import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../api/client";
import { told } from "../api/told";
import type { Overlay } from "../api/types";
import { mistakesIn, short } from "../state/css-check";
import { foreignIn } from "../state/css-foreign";
import { change, setOption } from "../state/overlays";
import { draft, drafts } from "../state/preview";
import { report } from "../state/toasts";
import { editor } from "../words/editor";
import { Tick } from "./field-row";

const { css } = editor;

/** The streamer's own CSS: seen in the preview while it is written, on air when they say so. */
export function CustomCss({ overlay }: { overlay: Overlay }) {
  const text = useRef<HTMLTextAreaElement>(null);
  const why = useRef<HTMLDivElement>(null);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const written = drafts.value[overlay.id];
  const on = overlay.options.use_custom_css;

  // It stands above what is written, and that may be taller than what is seen of the page.
  useEffect(() => {
    if (refusal) why.current?.scrollIntoView({ block: "nearest" });
  }, [refusal]);

  async function publish(event: Event): Promise<void> {
    event.preventDefault();
    if (written === undefined) return;
    setRefusal(null);
    // To put it on air is to turn it on.
    const patch = { custom_css: written, ...(!on && { options: { use_custom_css: true } }) };
    try {
      await change(overlay.id, patch, css.text);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.line === null) {
        report(error);
        return;
      }
      setRefusal(error);
      if (text.current) selectLine(text.current, error.line);
      return;
    }
    // What was written while it was on its way is still a draft.
    if (drafts.value[overlay.id] === written) draft(overlay.id, null);
  }

  function discard(): void {
    setRefusal(null);
    draft(overlay.id, null);
    text.current?.focus();
  }

  const shown = written ?? overlay.custom_css;
  const foreign = foreignIn(shown);
  const go = (line: number) => text.current && selectLine(text.current, line);
  const state = written !== undefined ? css.draft : on && overlay.custom_css ? css.onAir : css.off;
  return (
    <form class="css-editor" onSubmit={(event) => void publish(event)}>
      <Tick
        label={css.on}
        note={css.onNote}
        checked={on}
        change={(use) => setOption(overlay.id, "use_custom_css", use, css.on)}
      />
      <div class="field-name">
        <label for="custom-css">{css.text}</label>
        <span class="css-state" data-draft={written !== undefined} role="status">
          {state}
        </span>
      </div>
      <div ref={why} class="css-refused">
        <p id="custom-css-refusal" class="refusal" role="alert">
          {refusal && told(refusal)}
        </p>
        <div id="custom-css-foreign" role="status">
          <Mistakes
            title={css.refused}
            found={foreign.map(({ line, address }) => ({
              line,
              says: css.foreign(short(address)),
            }))}
            go={go}
          />
        </div>
      </div>
      <textarea
        ref={text}
        id="custom-css"
        class="text-area code"
        rows={12}
        spellcheck={false}
        autocomplete="off"
        wrap="off"
        placeholder={css.placeholder}
        aria-invalid={refusal !== null || foreign.length > 0}
        aria-describedby="custom-css-refusal custom-css-foreign custom-css-note custom-css-mistakes"
        value={shown}
        onInput={({ currentTarget: { value } }) => {
          setRefusal(null);
          draft(overlay.id, value === overlay.custom_css ? null : value);
        }}
      />
      <Mistakes
        id="custom-css-mistakes"
        title={css.mistakes}
        found={mistakesIn(shown, (name, value) => CSS.supports(name, value)).map(
          ({ line, fault, word }) => ({ line, says: css.faults[fault](word) }),
        )}
        go={go}
      />
      <p id="custom-css-note" class="quiet">
        {css.textNote}
      </p>
      <div class="css-buttons">
        <button type="submit" class="button primary" disabled={written === undefined}>
          {css.publish}
        </button>
        <button type="button" class="button" disabled={written === undefined} onClick={discard}>
          {css.discard}
        </button>
      </div>
    </form>
  );
}

/** What keeps it from going on air, or what the browser skips, which keeps nothing from it. */
function Mistakes(props: {
  id?: string;
  title: string;
  found: readonly { line: number; says: string }[];
  go: (line: number) => void;
}) {
  const { title, found, go } = props;
  if (found.length === 0) return null;
  return (
    <div id={props.id} class="css-mistakes">
      <p>{title}</p>
      <ul>
        {found.map(({ line, says }, at) => (
          <li key={at}>
            <button type="button" class="css-line" onClick={() => go(line)}>
              {css.line(line)}
            </button>{" "}
            {says}
          </li>
        ))}
      </ul>
    </div>
  );
}

function selectLine(text: HTMLTextAreaElement, line: number): void {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  // A selection does not scroll by itself.
  text.scrollTop = text.scrollHeight * ((line - 1) / lines.length) - text.clientHeight / 2;
}
