import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(?:js|css|svg|json|webmanifest)$/
// Smaller files gain nothing.
const SMALLEST = 1024

/** Lays a .br and a .gz beside each text file of the browser's build, so that the server compresses nothing twice. */
export function compressAssets(): Plugin {
  return {
    name: 'fixbay:compress-assets',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    writeBundle({ dir }, bundle) {
      if (!dir) return
      for (const file of Object.keys(bundle).filter((name) => TEXT.test(name) && !name.startsWith('.')))
        compress(path.join(dir, file))
    },
  }
}

function compress(file: string): void {
  const bytes = readFileSync(file)
  if (bytes.length < SMALLEST) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
}
