import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker, type Transferable } from 'node:worker_threads'

/** What a worker answers: the value, or why it could not, in a word that its caller knows. */
export type WorkerAnswer<Output> = { value: Output } | { reason: string; detail?: string }

/** The work could not be done. `reason` is the worker's own word, or `crashed`, `timeout`, `busy`, `closed`. */
export class WorkerFailure extends Error {
  readonly reason: string

  constructor(reason: string, detail?: string) {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = 'WorkerFailure'
    this.reason = reason
  }
}

export interface WorkerSettings {
  /** The file from the package's root; plain TypeScript that imports no module of the bundle. */
  file: string
  /** JavaScript heap; memory outside it (WebAssembly, pictures) is bounded by the input's own caps. */
  heapMb: number
  timeoutMs: number
  /** A fresh thread after so many jobs, because native libraries keep what they once took. */
  recycleAfter: number
  /** How many may wait; one more is refused as `busy`. */
  queue: number
}

export interface WorkerLine<Input, Output> {
  /** Does one job; jobs wait in line for the one thread. Throws `WorkerFailure`. */
  run(input: Input, transfer?: Transferable[]): Promise<Output>
  close(): Promise<void>
}

/** One thread that does jobs one after another, started when first needed and never keeping the process alive. */
export function createWorkerLine<Input, Output>(settings: WorkerSettings): WorkerLine<Input, Output> {
  let thread: Worker | undefined
  let jobs = 0
  let waiting = 0
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  const end = async () => {
    const ending = thread
    thread = undefined
    jobs = 0
    await ending?.terminate()
  }
  const work = async (input: Input, transfer: Transferable[]): Promise<Output> => {
    if (closed) throw new WorkerFailure('closed')
    thread ??= startThread(settings)
    const answer = await ask<Input, Output>(thread, input, transfer, settings.timeoutMs)
    jobs += 1
    const broken = 'reason' in answer && (answer.reason === 'crashed' || answer.reason === 'timeout')
    if (broken || jobs >= settings.recycleAfter) await end()
    if ('reason' in answer) throw new WorkerFailure(answer.reason, answer.detail)
    return answer.value
  }

  return {
    async run(input, transfer = []) {
      if (waiting >= settings.queue) throw new WorkerFailure('busy')
      waiting += 1
      const mine = last.then(() => work(input, transfer))
      last = mine.catch(() => undefined)
      return await mine.finally(() => (waiting -= 1))
    },
    async close() {
      closed = true
      await end()
    },
  }
}

function startThread({ file, heapMb }: WorkerSettings): Worker {
  const thread = new Worker(join(packageRoot(), file), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // Native libraries chat about bad input; what matters comes back as an answer. Nobody reads these streams:
    // reading would keep the process alive, and recycling bounds what they hold.
    stdout: true,
    stderr: true,
  })
  thread.unref()
  return thread
}

/** Sends one job and waits for its answer, the thread's death, or the time limit, whichever is first. */
async function ask<Input, Output>(
  thread: Worker,
  input: Input,
  transfer: Transferable[],
  timeoutMs: number,
): Promise<WorkerAnswer<Output>> {
  const { promise, resolve } = Promise.withResolvers<WorkerAnswer<Output>>()
  const died = (error: unknown) =>
    resolve({ reason: 'crashed', detail: error instanceof Error ? error.message : `exit ${String(error)}` })
  const timer = setTimeout(() => resolve({ reason: 'timeout' }), timeoutMs)
  thread.once('message', resolve).once('error', died).once('exit', died)
  thread.ref()
  thread.postMessage(input, transfer)
  const answer = await promise
  clearTimeout(timer)
  thread.off('message', resolve).off('error', died).off('exit', died)
  // A thread that dies after its answer must not bring the process down.
  if (thread.listenerCount('error') === 0) thread.on('error', () => undefined)
  thread.unref()
  return answer
}

/** The folder of package.json, from a source file as from the built bundle: threads run from the sources in both. */
export function packageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('The package folder was not found above the program.')
    folder = parent
  }
  return folder
}
