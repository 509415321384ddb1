import { useId } from "preact/hooks";
import { once } from "../state/once";
import type { Refusal } from "../state/support";
import { words } from "../words/support";
import { Icon } from "./icons";

/** A field of each line. */
export interface Column<T> {
  field: keyof T & string;
  label: string;
  type?: "date";
  wide?: boolean;
}

/** Why a field was refused, beside it. */
export function Why({
  id,
  refusal,
  field,
}: {
  id: string;
  refusal: Refusal | null;
  field: string;
}) {
  if (refusal?.field !== field) return null;
  return (
    <small id={id} class="refusal">
      {refusal.text}
    </small>
  );
}

/** What a field has where it was refused: the mark, and `Why`'s id. */
export function marks(id: string, refusal: Refusal | null, field: string) {
  return refusal?.field === field && ({ "aria-invalid": true, "aria-describedby": id } as const);
}

/** Lines of the same fields, of which there may be several. */
export function Lines<T extends object>(props: {
  /** As the API calls them. */
  name: string;
  refusal: Refusal | null;
  title: string;
  help?: string;
  add: string;
  columns: Column<T>[];
  empty: T;
  lines: T[];
  set: (lines: T[]) => void;
}) {
  const id = useId();
  const { name, refusal, title, help, add, columns, empty, lines, set } = props;

  function change(at: number, field: keyof T, value: string | null): void {
    set(lines.map((line, each) => (each === at ? { ...line, [field]: value } : line)));
  }

  return (
    <fieldset class="support-lines">
      <legend>{title}</legend>
      {help && <p class="quiet">{help}</p>}
      {lines.map((line, at) => (
        <div class="support-row" key={at}>
          {columns.map(({ field, label, type, wide }) => (
            <div key={field} class="support-line" data-wide={wide}>
              <label for={`${id}-${at}-${field}`}>{label}</label>
              <input
                {...marks(`${id}-why`, refusal, `${name}[${at}].${field}`)}
                id={`${id}-${at}-${field}`}
                class="text-input"
                {...(type && { type })}
                autocomplete="off"
                value={written(line[field], type)}
                onInput={({ currentTarget }) => change(at, field, read(currentTarget.value, type))}
              />
            </div>
          ))}
          <button
            type="button"
            class="icon-button"
            aria-label={words.remove(String(line[columns[0]?.field as keyof T] ?? ""))}
            onClick={(event) =>
              void once(name, event, () => set(lines.filter((_, each) => each !== at)))
            }
          >
            <Icon name="trash" />
          </button>
          {columns.map(({ field }) => (
            <Why key={field} id={`${id}-why`} refusal={refusal} field={`${name}[${at}].${field}`} />
          ))}
        </div>
      ))}
      <button type="button" class="button small" onClick={() => set([...lines, { ...empty }])}>
        <Icon name="plus" />
        {add}
      </button>
    </fieldset>
  );
}

/** A day is kept as the moment at which it begins here. */
function written(value: unknown, type?: string): string {
  if (type !== "date") return String(value ?? "");
  if (typeof value !== "string") return "";
  const day = new Date(value);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function read(text: string, type?: string): string | null {
  if (type !== "date") return text;
  const day = new Date(`${text}T00:00:00`);
  return Number.isNaN(day.getTime()) ? null : day.toISOString();
}
