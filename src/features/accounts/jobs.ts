import type { NamedJob } from '../../kit/jobs/worker.ts'
import { sendResetLink } from './forgot-password.ts'
import { sweep } from './sweep.ts'

export const jobs: readonly NamedJob[] = [sendResetLink, sweep]
