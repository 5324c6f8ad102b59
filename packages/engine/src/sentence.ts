// A reason that ends a sentence elsewhere, as one of its own.

/** With a capital, but where it begins with the name of a file, and a full stop. */
export function sentence(text: string): string {
  const first = /^\S*[./]\S/.test(text) ? text.charAt(0) : text.charAt(0).toUpperCase();
  return `${first}${text.slice(1)}.`;
}
