import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A dialog over everything else, open for as long as `isShown` says. Its title has the id
 * `{name}-title`. Escape asks to close it, as its first button does.
 */
export function ModalDialog(props: {
  name: string;
  isShown: boolean;
  /** The ids of what describes it. */
  describedBy: string;
  close: () => void;
  children: ComponentChildren;
  /** Its class beside that of all dialogs. */
  look?: string;
}) {
  const { name, isShown, describedBy, close, children, look = "" } = props;
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);

  return (
    <dialog
      ref={dialog}
      class={`dialog ${look}`.trim()}
      aria-labelledby={`${name}-title`}
      aria-describedby={describedBy}
      onCancel={(event) => {
        // Closed by what is shown alone: the event of a close comes when another may be shown.
        event.preventDefault();
        close();
      }}
    >
      {children}
    </dialog>
  );
}
