import en from '../../words/en/papers.json' with { type: 'json' }
import fa from '../../words/fa/papers.json' with { type: 'json' }
import type { Locale } from '../time/format.ts'
import { createWorkerLine } from '../workers.ts'
import type { PaperJob } from './paper-worker.ts'
import type { PaperKind, Papers } from './types.ts'

const line = createWorkerLine<PaperJob, Uint8Array>({
  file: 'src/kit/papers/paper-worker.ts',
  heapMb: 256,
  timeoutMs: 20_000,
  recycleAfter: 500,
  queue: 100,
})

/**
 * A paper as PDF (A4), in the reader's language and direction, drawn in a thread of its own. The same data gives the
 * same bytes. Throws `WorkerFailure`: `busy` when a hundred wait already, `template` for a fault of ours.
 */
export async function renderPaper<Kind extends PaperKind>(
  kind: Kind,
  paper: Papers[Kind],
  locale: Locale,
): Promise<Uint8Array> {
  const { madeAt, ...data } = paper
  return await line.run({
    kind,
    inputs: {
      data: JSON.stringify(data),
      labels: JSON.stringify(locale === 'fa' ? fa : en),
      locale,
    },
    createdAt: Math.floor(madeAt.epochMilliseconds / 1000),
  })
}
