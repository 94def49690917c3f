/** What a start says where the installation belongs to nobody yet. */
export function firstStartLines(url: string, code: string | null): string[] {
  if (code === null) return []
  return [`This installation belongs to nobody yet. Make it yours at ${url}/welcome with the code ${code}`]
}
