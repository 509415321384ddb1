// A reporter: the files that have a failed test, a line each.

/** @param {AsyncIterable<{type: string, data: {file?: string}}>} events */
export default async function* failed(events) {
  const files = new Set();
  for await (const { type, data } of events) {
    if (type !== "test:fail" || !data.file || files.has(data.file)) continue;
    files.add(data.file);
    yield `${data.file}\n`;
  }
}
