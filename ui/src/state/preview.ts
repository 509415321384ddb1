// What the preview shows that the stream does not: a picture behind the overlay, and a draft of CSS.

import { computed, signal } from "@preact/signals";
import { words } from "../words";
import { keep, kept } from "./kept";
import { overlay } from "./overlays";
import { showToast } from "./toasts";

export type Backdrop = keyof typeof words.overlay.backdrops;

const STORED_BACKDROP = "multichat-backdrop";
const STORED_PICTURE = "multichat-backdrop-picture";
/** As wide as a preview needs it, so that the browser's own storage has room for it. */
const WIDEST = 1280;

export const backdrop = signal<Backdrop>(storedBackdrop());

/** The streamer's own picture, as a `data:` address. It never leaves the browser. */
export const ownPicture = signal<string | null>(kept(STORED_PICTURE));

/** Custom CSS that is being written, by the overlay's id. */
export const drafts = signal<Record<string, string>>({});

/** The custom properties of the theme that the previewed overlay wears, as far as they are read. */
export const worn = signal<Record<string, string>>({});

/** Whether that theme has its messages side by side, in one line. */
export const inLine = signal(false);

/** The size that its source should have in OBS, in CSS pixels. */
export const obsSize = computed(() => {
  // One message stands somewhere on the whole picture.
  if (overlay.value?.kind === "focus") return { width: 1920, height: 1080 };
  return inLine.value ? { width: 1920, height: 60 } : { width: 400, height: 700 };
});

export function chooseBackdrop(chosen: Backdrop): void {
  backdrop.value = chosen;
  keep(STORED_BACKDROP, chosen);
}

/** Puts a picture of the streamer's behind the preview. */
export async function chooseOwnPicture(file: File): Promise<void> {
  try {
    ownPicture.value = await smaller(await read(file));
  } catch {
    const { ownRefused, ownRefusedHint } = words.overlay;
    showToast({ tone: "error", text: ownRefused, hint: ownRefusedHint });
    return;
  }
  keep(STORED_PICTURE, ownPicture.value);
  chooseBackdrop("own");
}

/** `null`: what is stored is what is worn again. */
export function draft(id: string, css: string | null): void {
  const { [id]: _old, ...others } = drafts.value;
  drafts.value = css === null ? others : { ...others, [id]: css };
}

function read(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

async function smaller(address: string): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const scale = Math.min(1, WIDEST / image.naturalWidth);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.85);
}

function storedBackdrop(): Backdrop {
  const known = kept(STORED_BACKDROP);
  return known !== null && known in words.overlay.backdrops ? (known as Backdrop) : "dark";
}
