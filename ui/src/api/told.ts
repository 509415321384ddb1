/** What was refused and what to do, as sentences. The API's messages begin small, as errors do. */
export function told({ message, hint }: { message: string; hint: string }): string {
  const end = /[.!?…]$/.test(message) ? "" : ".";
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${end} ${hint}`.trim();
}
