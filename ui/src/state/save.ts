/** Gives the person an object as a file. */
export function save(what: object, name: string): void {
  const text = `${JSON.stringify(what, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // A browser reads it after the click, at a time of its own.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
