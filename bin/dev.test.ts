import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newDataFolder, removeDataFolder } from '../e2e/support/fixbay.ts'
import { freePort } from './postgres/cluster.ts'
import { until } from './postgres/process.ts'

test(
  'npm run dev serves pages and REST from the sources, and Ctrl-C ends it',
  { timeout: 120_000 },
  async () => {
    const dataFolder = newDataFolder()
    const port = await freePort()
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'dev.ts')], {
      env: {
        ...process.env,
        NODE_ENV: 'development',
        PORT: String(port),
        FIXBAY_DATA: dataFolder,
        FIXBAY_DEMO: '0',
      },
    })
    let printed = ''
    child.stdout.on('data', (part: Buffer) => (printed += part.toString()))
    child.stderr.on('data', (part: Buffer) => (printed += part.toString()))
    let code: number | null | undefined
    child.on('close', (ended) => (code = ended))
    try {
      await until(() => printed.includes('is ready at') || code !== undefined, 90_000)
      expect(printed).toContain('is ready at')
      const health = await fetch(`http://127.0.0.1:${port}/api/health`)
      expect(await health.json()).toMatchObject({ status: 'ok', database: 'ok' })
      const page = await fetch(`http://127.0.0.1:${port}/`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('/src/web/theme.css')
      const script = await fetch(`http://127.0.0.1:${port}/src/root.tsx`)
      expect(script.headers.get('content-type')).toContain('javascript')
      child.kill('SIGINT')
      await until(() => code !== undefined, 20_000)
      expect(code).toBe(0)
    } finally {
      child.kill('SIGKILL')
      removeDataFolder(dataFolder)
    }
  },
)
