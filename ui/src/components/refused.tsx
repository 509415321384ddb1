import type { Typed } from "../state/typed";
import { editor } from "../words/editor";

/** Why what stands in the field of this id was refused, and the way back to what is saved. */
export function Refused({ field, typed }: { field: string; typed: Typed }) {
  const refusal = typed.refusal.value;

  function takeBack(): void {
    typed.takeBack();
    // The button goes away, and the person is not to be lost with it.
    document.getElementById(field)?.focus();
  }

  return (
    <>
      <p id={`${field}-why`} class="refusal" role="alert">
        {refusal?.says}
      </p>
      {refusal && (
        <button type="button" class="button small take-back" onClick={takeBack}>
          {editor.takeBack}
        </button>
      )}
    </>
  );
}
