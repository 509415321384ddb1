import { draftOf } from "../state/drafts";

interface Props {
  /** Its name among the drafts. */
  name: string;
  saved: number | null;
  /** What is kept of what was typed; NaN: nothing, or no number at all. */
  tidy: (typed: number) => number | null;
  /** Whether it was taken. */
  send: (number: number | null) => Promise<boolean>;
  min: number;
  max?: number;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
}

/**
 * A number that is sent when its field is left. What is typed stays in it until the application has it,
 * whatever else is set meanwhile.
 */
export function NumberInput({ name, saved, tidy, send, ...rest }: Props) {
  const draft = draftOf(name);

  async function leave(typed: number): Promise<void> {
    const number = tidy(typed);
    const text = String(number ?? "");
    draft.value = text;
    const taken = number === saved || (await send(number));
    // What was typed meanwhile stays.
    if (taken && draft.value === text) draft.value = null;
  }

  return (
    <input
      {...rest}
      type="number"
      class="text-input"
      value={draft.value ?? saved ?? ""}
      onInput={({ currentTarget }) => {
        draft.value = currentTarget.value;
      }}
      onChange={({ currentTarget }) => void leave(currentTarget.valueAsNumber)}
    />
  );
}
