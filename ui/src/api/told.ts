/** What was refused and what to do, as sentences. The API's messages begin small, as errors do. */
export function told({ message, hint }: { message: string; hint: string }): string {
  const end = /[.!?…]$/.test(message) ? "" : ".";
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${end} ${hint}`.trim();
}

/** The same beside the field that was refused, which needs no name then. */
export function toldBeside(refusal: { message: string; hint: string; field: string | null }) {
  const { message, hint, field } = refusal;
  const name = `${field}: `;
  const isNamed = field !== null && message.startsWith(name);
  return told({ message: isNamed ? message.slice(name.length) : message, hint });
}
