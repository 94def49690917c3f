import { type SealFault, type SealReport, verifyAudit } from './kit/audit-seal.ts'
import type { Config } from './kit/config.ts'
import { systemCtx } from './kit/jobs/worker.ts'
import { closeServices, createServices } from './services.ts'

/** Walks the seals of the audit log and tells what was found, a line each (`npm run audit:verify`). */
export async function checkAudit(config: Config): Promise<{ lines: string[]; sound: boolean }> {
  const services = await createServices(config)
  try {
    const report = await verifyAudit(systemCtx(services, 'audit:verify'))
    return { lines: tell(report), sound: report.faults.length === 0 }
  } finally {
    await closeServices(services)
  }
}

/** The findings in words. */
export function tell({ seals, rows, newest, faults }: SealReport): string[] {
  const about = `${rows} rows of the audit log under ${seals} seals.`
  if (faults.length > 0) return [about, ...faults.map(wordsOf)]
  return [about, ...(newest ? [`Every one fits. The newest seal: ${newest}`] : ['Nothing is sealed yet.'])]
}

function wordsOf({ kind, seal, rows }: SealFault): string {
  if (kind === 'seal-missing') return `FAULT: seal ${seal} is missing.`
  if (kind === 'unsealed') return `FAULT: ${rows} older rows are under no seal: they were put in afterwards.`
  return `FAULT: the rows of seal ${seal} are not those that were sealed: one was changed, taken out or put in.`
}
