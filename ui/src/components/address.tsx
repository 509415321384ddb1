import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { toClipboard } from "../state/clipboard";
import { masked, showToCopy, useUnmasked } from "../state/unmasked";
import { words } from "../words";
import { Icon } from "./icons";

const COPIED_FOR_MS = 2500;

/** An address for OBS. Its key stays off the screen, which may well be on the stream. */
export function Address(props: {
  url: string;
  title: string;
  /** What whoever has it can do. */
  secret: string;
  /** What the button says that gives it a new key. */
  rotate: string;
  onRotate: () => void;
  children?: ComponentChildren;
}) {
  const { url, title } = props;
  const id = useId();
  const [seen, setSeen] = useUnmasked();
  const [copied, setCopied] = useState<"no" | "yes" | "by-hand">("no");
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (copied !== "yes") return;
    const timer = setTimeout(() => setCopied("no"), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  // Where the browser gives no clipboard, the person copies; the address must be there for that.
  useEffect(() => {
    if (copied === "by-hand" && seen) field.current?.select();
  }, [copied, seen]);

  async function copy(): Promise<void> {
    if (await toClipboard(url)) {
      setCopied("yes");
      return;
    }
    showToCopy(() => {
      setSeen(true);
      setCopied("by-hand");
    });
  }

  return (
    <div class="address">
      <h3 id={id}>{title}</h3>
      <div class="address-row">
        <input ref={field} readOnly aria-labelledby={id} value={seen ? url : masked(url)} />
        <button
          type="button"
          class="button"
          aria-pressed={seen}
          onClick={() => {
            setSeen(!seen);
            setCopied("no");
          }}
        >
          <Icon name={seen ? "eye-off" : "eye"} />
          {seen ? words.overlay.hide : words.overlay.show}
        </button>
        <button type="button" class="button primary copy" onClick={() => void copy()}>
          <Icon name={copied === "yes" ? "check" : "copy"} />
          {copied === "yes" ? words.overlay.copied : words.overlay.copy}
        </button>
      </div>
      <div class="address-note">
        <p class="quiet" role="status">
          {copied === "by-hand" ? words.overlay.copyByHand : props.secret}
        </p>
        <button type="button" class="button small" onClick={props.onRotate}>
          <Icon name="key" />
          {props.rotate}
        </button>
      </div>
      {props.children}
    </div>
  );
}
