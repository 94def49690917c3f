/** Something that a tool takes for a weakness. */
export interface Finding {
  tool: 'wapiti' | 'sqlmap'
  what: string
  /** The path; the address before it is another each time. */
  where: string
  detail: string
}

/** What is attacked, and what is known and accepted: bin/attack.json. */
export interface Plan {
  /** The longest that all of it may take, beside starting the program. */
  minutes: number
  /** What wapiti looks at, as whom; null: as nobody. */
  visits: { as: string | null; modules: string[]; pages: string[] }[]
  wapiti: { options: string[] }
  sqlmap: { options: string[]; calls: { call: string; as?: string; body?: string }[] }
  accepted: Accepted[]
}

export interface Accepted {
  tool: Finding['tool']
  what: string
  /** A part of the detail; every such finding where it is left out. */
  detail?: string
  why: string
}

interface Report {
  vulnerabilities?: Record<string, { path: string; info: string }[]>
  anomalies?: Record<string, { path: string; info: string }[]>
}

/** What stands in wapiti's report: weaknesses, and anomalies such as a 500. */
export function findingsOfWapiti(report: string): Finding[] {
  const { vulnerabilities = {}, anomalies = {} } = JSON.parse(report) as Report
  return [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].flatMap(([what, found]) =>
    found.map(({ path, info }) => ({
      tool: 'wapiti',
      what,
      where: path,
      detail: info.replaceAll(/\s+/g, ' '),
    })),
  )
}

/** What sqlmap says of one call. It must have tried: one that could not reach the page has found nothing out. */
export function findingsOfSqlmap(call: string, printed: string): Finding[] {
  if (!/testing for SQL injection|does not seem to be injectable|is vulnerable|injectable/.test(printed))
    return [{ tool: 'sqlmap', what: 'not tried', where: call, detail: printed.trim().slice(-300) }]
  return [
    ...printed.matchAll(
      /^.*?parameter '[^']+'.*? (?:is vulnerable|is '[^']+' injectable|appears to be .*injectable).*$/gm,
    ),
  ].map(([line]) => ({ tool: 'sqlmap' as const, what: 'injection', where: call, detail: line.trim() }))
}

export function isAccepted({ tool, what, detail }: Finding, accepted: readonly Accepted[]): boolean {
  return accepted.some(
    (one) =>
      one.tool === tool && one.what === what && (one.detail === undefined || detail.includes(one.detail)),
  )
}
