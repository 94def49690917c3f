/** Whether there is a server to ask, by asking it for its health: without one a page's data would be an error. */
export async function isReached(): Promise<boolean> {
  try {
    return (await fetch('/api/health', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
