/**
 * A path to come back to, as it arrived in a query: kept only where it stays on this site
 * (no scheme, no host, no `//`, no backslash or control character that a browser would read as one).
 */
export function safePath(to: string | null | undefined, fallback: string): string {
  if (!to || to.length > 2000 || !/^\/(?![/\\])/.test(to)) return fallback
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\\\u007f]/.test(to)) return fallback
  // A header takes no letters but those of ASCII: others as an address writes them.
  return to.replaceAll(/[^\u0021-\u007e]+/g, (letters) => encodeURIComponent(letters))
}
