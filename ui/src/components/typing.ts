// How a text field is worked that is sent when it is left.

import type { TargetedEvent } from "preact";
import { report } from "../state/toasts";
import type { Leaving, Typed } from "../state/typed";

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Sends what was typed into this field. Why that was refused stands at the field. */
export async function leave(
  typed: Typed,
  field: TextField | null,
  leaving: Leaving,
): Promise<void> {
  const why = await typed.leave(leaving);
  // Who has gone to another section meanwhile does not see it there.
  if (why !== null && !field?.isConnected) report(why);
}

/** What such a field has. */
export function typing(typed: Typed, leaving: Leaving) {
  const onLeave = ({ currentTarget }: TargetedEvent<TextField>) => {
    // What is no number at all the field has as an empty text, and goes on showing.
    if (currentTarget.validity.badInput) currentTarget.value = "";
    void leave(typed, currentTarget, leaving);
  };
  return {
    value: typed.text.value ?? leaving.saved,
    "aria-invalid": typed.refusal.value !== null,
    onInput: ({ currentTarget }: TargetedEvent<TextField>) => typed.write(currentTarget.value),
    onChange: onLeave,
    // What could not be sent is tried again by who comes back to it.
    onBlur: onLeave,
  };
}
