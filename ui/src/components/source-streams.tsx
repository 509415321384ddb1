import type { Source } from "../api/types";
import { chooseStream } from "../state/sources";
import { words } from "../words";

/** Which of a channel's live streams is read, where there are several. */
export function SourceStreams({ source }: { source: Source }) {
  const streams = source.streams ?? [];
  if (streams.length < 2) return null;
  return (
    <label class="source-streams">
      <span>{words.sources.streams(streams.length)}</span>
      <select
        class="select"
        value={streams.find(({ chosen }) => chosen)?.id}
        onChange={(event) => void choose(source, event.currentTarget)}
      >
        {streams.map(({ id, title, started }) => (
          <option key={id} value={id}>
            {words.sources.stream(title || id, started)}
          </option>
        ))}
      </select>
    </label>
  );
}

async function choose(source: Source, select: HTMLSelectElement): Promise<void> {
  const chosen = source.streams?.find(({ chosen }) => chosen)?.id;
  if (!(await chooseStream(source, select.value)) && chosen) select.value = chosen;
}
