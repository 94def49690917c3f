/** What one page may load and send, beside its own origin. */
export interface ContentPolicy {
  /** For inline scripts and styles of a hydrated page; without it no inline script runs. */
  nonce?: string | undefined
  development: boolean
  /** Origins that a form of the page may lead to. */
  formTargets?: readonly string[]
  /** Origins of pictures: the file store, map tiles. */
  imageSources?: readonly string[]
}

/**
 * The `Content-Security-Policy` of a page. `style` attributes are allowed because React Aria renders them; in
 * development Vite injects its own styles and speaks over a web socket.
 */
export function contentPolicy({
  nonce,
  development,
  formTargets = [],
  imageSources = [],
}: ContentPolicy): string {
  const nonced = nonce ? [`'nonce-${nonce}'`] : []
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...nonced],
    'style-src': development ? ["'self'", "'unsafe-inline'"] : ["'self'", ...nonced],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...imageSources],
    'connect-src': development ? ["'self'", 'ws:'] : ["'self'"],
    'form-action': ["'self'", ...formTargets],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
