import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export interface PaperJob {
  /** The template's name. */
  kind: string
  /** JSON that the template reads: data, labels, locale. Never part of the source: text there would be code. */
  inputs: { data: string; labels: string; locale: string }
  /** Seconds since 1970, printed into the file. */
  createdAt: number
}

const templates = join(import.meta.dirname, 'templates')
const compiler = NodeCompiler.create({
  workspace: templates,
  fontArgs: [{ fontPaths: [join(import.meta.dirname, 'fonts')] }],
})

/** Compiles straight to bytes: a document object would hold memory until a finalizer runs. */
function render({ kind, inputs, createdAt }: PaperJob): Uint8Array<ArrayBuffer> {
  const source = { mainFilePath: join(templates, `${kind}.typ`), inputs }
  try {
    return new Uint8Array(compiler.pdf(source, { creationTimestamp: createdAt }))
  } catch {
    // The error of a direct export can be empty; a plain compile says what and where.
    const failed = compiler.compile(source)
    throw new Error(JSON.stringify(failed.takeDiagnostics()?.shortDiagnostics ?? 'unknown fault'))
  } finally {
    compiler.evictCache(10)
  }
}

parentPort?.on('message', (job: PaperJob) => {
  try {
    const bytes = render(job)
    parentPort?.postMessage({ value: bytes }, [bytes.buffer])
  } catch (error) {
    parentPort?.postMessage({ reason: 'template', detail: String(error) })
  }
})
