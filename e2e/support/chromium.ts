import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserServer, LaunchOptions } from 'playwright-core'

/** Starts the browser that came with the packages (Linux on x64 and arm64), elsewhere the system's own. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions())
}

/** The same as a server that several processes and threads join. */
export async function launchBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' })
}

async function launchOptions(): Promise<LaunchOptions> {
  // Not the package's own arguments: some of them hide faults, one ends the browser with the first closed context.
  const args = ['--no-sandbox', '--font-render-hinting=none']
  if (process.platform !== 'linux')
    return { channel: process.platform === 'win32' ? 'msedge' : 'chrome', args }
  const { home, executablePath } = await unpack()
  const libraries = missingLibraries(executablePath, home)
  const env = { ...process.env, ...libraries } as Record<string, string>
  return { executablePath, args, env }
}

/** Unpacks once per version: the package takes any file called `chromium` in the temporary folder for its own. */
async function unpack(): Promise<{ home: string; executablePath: string }> {
  const home = path.join(tmpdir(), `fixbay-chromium-${packageVersion()}-${process.getuid?.() ?? 0}`)
  const executablePath = path.join(home, 'chromium')
  if (existsSync(executablePath)) return { home, executablePath }
  // Beside, then renamed: two runs at once, or a killed one, leave no half browser.
  const partial = `${home}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = partial
  try {
    const bundled = await import('@sparticuz/chromium')
    await bundled.default.executablePath()
    await bundled.inflate(path.join(packageFolder(), 'bin', 'al2023.tar.br'))
    writeFileSync(path.join(partial, 'fonts.conf'), fontSettings(home))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    renameSync(partial, home)
  } catch (error) {
    if (!existsSync(executablePath)) throw error
  }
  return { home, executablePath }
}

/** On a system without NSS the browser runs with the libraries that came in the package. */
function missingLibraries(executablePath: string, home: string): Record<string, string> {
  const linked = spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout ?? ''
  const complete = linked !== '' && !linked.includes('not found')
  return {
    FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
    ...(complete ? {} : { LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib') }),
  }
}

/** The system's fonts where it has any, and the package's own. */
function fontSettings(home: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${path.join(home, 'fonts')}</dir><cachedir>${path.join(home, 'font-cache')}</cachedir></fontconfig>`
}

function packageFolder(): string {
  // The package exports its entry file alone: <package>/build/index.js.
  return path.dirname(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(path.join(packageFolder(), 'package.json'), 'utf8')) as { version: string })
    .version
}
