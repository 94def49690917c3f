import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../../..')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')

// A process reads its time zone once, so each zone is a process of its own.
for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
  test(`many more shops, days and amounts give the same answers in a process under ${zone}`, async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [vitest, 'run', '--project', 'node', 'src/kit/time', 'src/kit/money', 'src/features/booking/engine'],
      { cwd: root, env: { ...process.env, TZ: zone, FIXBAY_LONG: '1', NO_COLOR: '1' }, maxBuffer: 1e8 },
    )
    expect(stdout).toMatch(/Tests\s+\d+ passed/)
    expect(stdout).not.toMatch(/failed/)
  })
}
