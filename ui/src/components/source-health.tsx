import type { Source } from "../api/types";
import { lookAtReport } from "../state/diagnostics";
import { words } from "../words";

/** What a person should know of a source that is read, but not whole: and how to help. */
export function SourceHealth({ source }: { source: Source }) {
  const unknown = source.unknown_kinds?.length ?? 0;
  const blind = source.health === "blind";
  if (!blind && unknown === 0) return null;
  return (
    <p class="source-health" data-health={source.health}>
      {!blind && <span>{words.sources.unknownKinds(unknown)}</span>}
      <button type="button" class="button small" onClick={() => void lookAtReport()}>
        {words.sources.saveReport}
      </button>
    </p>
  );
}
