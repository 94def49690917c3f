/** The document as it is kept for review: of no installation in particular. */
export function openApiText(document: object): string {
  return `${JSON.stringify({ ...document, servers: [{ url: '/' }] }, null, 2)}\n`
}
