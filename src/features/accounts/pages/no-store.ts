/** These pages are one person's own, or hold a link that works once: nobody keeps a copy. */
export function headers(): Record<string, string> {
  return { 'cache-control': 'no-store' }
}
