import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageRoot } from '../kit/workers.ts'

const kept = new Map<string, Promise<Buffer>>()

/** A photo of the demo shops, drawn by `bin/render-demo-photos.ts`. */
export function readDemoPhoto(name: string): Promise<Buffer> {
  const photo = kept.get(name) ?? readFile(join(packageRoot(), 'src/demo/photos', `${name}.jpg`))
  kept.set(name, photo)
  return photo
}
