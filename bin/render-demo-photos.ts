import { mkdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { root } from './folders.ts'

// `node bin/render-demo-photos.ts`: draws the photos of the demo shops. They are kept in the tree; run it after a change.

const W = 1200
const H = 900

/** A lit workshop scene: floor, light from above, grain; the subject is drawn on it. */
function scene(floor: string, subject: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}">
  <defs>
    <radialGradient id="light" cx="0.4" cy="0.25" r="0.9"><stop offset="0" stop-color="#fff" stop-opacity="0.35"/><stop offset="1" stop-color="#000" stop-opacity="0.45"/></radialGradient>
    <filter id="grain"><feTurbulence type="fractalNoise" baseFrequency="0.8" numOctaves="2" seed="7"/><feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0.16 0"/></filter>
    <filter id="soft"><feGaussianBlur stdDeviation="14"/></filter>
    <linearGradient id="steel" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#d8dadb"/><stop offset="0.5" stop-color="#8d9295"/><stop offset="1" stop-color="#c3c7c9"/></linearGradient>
    <linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#20262d"/><stop offset="1" stop-color="#0a0d11"/></linearGradient>
  </defs>
  <rect width="${W}" height="${H}" fill="${floor}"/>${subject}
  <rect width="${W}" height="${H}" fill="url(#light)"/><rect width="${W}" height="${H}" filter="url(#grain)"/></svg>`
}

const ring = (count: number, draw: (angle: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw((index * 360) / count)).join('')

const PHOTOS: Record<string, string> = {
  brake: scene(
    '#54504b',
    `<ellipse cx="620" cy="640" rx="400" ry="70" fill="#000" opacity="0.5" filter="url(#soft)"/>
    <circle cx="600" cy="450" r="330" fill="url(#steel)"/>${ring(36, (angle) => `<rect x="596" y="140" width="8" height="200" fill="#6f7477" opacity="0.35" transform="rotate(${angle} 600 450)"/>`)}
    <circle cx="600" cy="450" r="150" fill="#3a3733"/><circle cx="600" cy="450" r="70" fill="#7b5b41"/>${ring(5, (angle) => `<circle cx="600" cy="345" r="16" fill="#1c1a18" transform="rotate(${angle} 600 450)"/>`)}
    <path d="M820 230 q170 90 150 290 l-110 -20 q10 -130 -110 -190 z" fill="#6b3b2c"/><path d="M800 270 q120 70 110 220 l-24 -4 q4 -120 -106 -180 z" fill="#2b2522"/>`,
  ),
  dashboard: scene(
    '#17181a',
    `<rect x="120" y="250" width="960" height="430" rx="215" fill="#0b0c0d"/>
    <circle cx="380" cy="465" r="170" fill="none" stroke="#33373a" stroke-width="6"/><circle cx="820" cy="465" r="170" fill="none" stroke="#33373a" stroke-width="6"/>
    ${ring(24, (angle) => `<rect x="378" y="300" width="4" height="22" fill="#c9cdd0" transform="rotate(${angle} 380 465)"/><rect x="818" y="300" width="4" height="22" fill="#c9cdd0" transform="rotate(${angle} 820 465)"/>`)}
    <rect x="377" y="330" width="7" height="140" fill="#d34a2f" transform="rotate(-110 380 465)"/><rect x="817" y="330" width="7" height="140" fill="#d34a2f" transform="rotate(-70 820 465)"/>
    <g transform="translate(555 420)" fill="none" stroke="#f0a020" stroke-width="9" stroke-linejoin="round"><path d="M0 30 h18 v-22 h36 l14 -14 h22 v16 h18 v54 h-18 v12 h-58 l-18 -18 h-14 z"/></g>`,
  ),
  tire: scene(
    '#5b5a57',
    `<ellipse cx="600" cy="780" rx="380" ry="50" fill="#000" opacity="0.55" filter="url(#soft)"/><circle cx="600" cy="430" r="360" fill="#1b1b1c"/>
    ${ring(60, (angle) => `<rect x="590" y="72" width="20" height="46" fill="#0b0b0c" transform="rotate(${angle} 600 430)"/>`)}
    <circle cx="600" cy="430" r="300" fill="#262627"/><circle cx="600" cy="430" r="205" fill="url(#steel)"/>${ring(5, (angle) => `<path d="M575 420 l-30 -180 h110 l-30 180 z" fill="#55595c" transform="rotate(${angle} 600 430)"/>`)}
    <circle cx="600" cy="430" r="48" fill="#2f3234"/><g transform="translate(905 250) rotate(35)"><rect width="26" height="10" fill="#b9bcbe"/><circle cx="13" cy="5" r="15" fill="#9a9ea0"/></g>`,
  ),
  dent: scene(
    '#7d8790',
    `<path d="M0 120 h1200 v640 h-1200 z" fill="#8c1f2a"/><path d="M0 120 h1200 v60 h-1200 z" fill="#a93440"/>
    <path d="M0 430 h1200" stroke="#5d1119" stroke-width="7"/><rect x="860" y="300" width="190" height="44" rx="22" fill="#23262a"/>
    <ellipse cx="430" cy="500" rx="210" ry="130" fill="#5d1119" opacity="0.8" filter="url(#soft)"/><ellipse cx="470" cy="470" rx="120" ry="60" fill="#c65560" opacity="0.55" filter="url(#soft)"/>
    <path d="M290 560 q150 -60 330 -30" stroke="#e8d9d4" stroke-width="6" fill="none" opacity="0.8"/><path d="M330 600 q110 -40 210 -20" stroke="#e8d9d4" stroke-width="3" fill="none" opacity="0.7"/>`,
  ),
  screen: scene(
    '#b39b78',
    `<ellipse cx="620" cy="800" rx="300" ry="40" fill="#000" opacity="0.4" filter="url(#soft)"/><g transform="rotate(9 600 450)"><rect x="400" y="80" width="400" height="740" rx="58" fill="#101214"/>
    <rect x="418" y="100" width="364" height="700" rx="42" fill="url(#glass)"/><g stroke="#dfe6ea" stroke-width="3" fill="none" opacity="0.85">
    ${ring(16, (angle) => `<path d="M500 280 l40 -90 l-14 -70 l60 -80" transform="rotate(${angle} 500 280)"/>`)}
    <circle cx="500" cy="280" r="46"/><circle cx="500" cy="280" r="105"/></g><rect x="700" y="100" width="4" height="700" fill="#46d17a" opacity="0.8"/></g>`,
  ),
  battery: scene(
    '#2d3a34',
    `<g transform="rotate(-7 600 450)"><rect x="350" y="110" width="500" height="690" rx="36" fill="#0e1012"/><rect x="390" y="330" width="300" height="420" rx="18" fill="#e9e7e0"/>
    <path d="M390 348 q150 -34 300 0 v384 q-150 34 -300 0 z" fill="#f6f4ee"/><rect x="420" y="400" width="150" height="14" fill="#9aa09c"/><rect x="420" y="430" width="220" height="10" fill="#b6bab6"/><rect x="420" y="455" width="190" height="10" fill="#b6bab6"/>
    <rect x="410" y="150" width="250" height="140" rx="12" fill="#16392b"/>${ring(8, (angle) => `<rect x="500" y="180" width="26" height="16" fill="#c9b458" transform="rotate(${angle} 535 220)"/>`)}<circle cx="760" cy="220" r="52" fill="#22262a"/></g>`,
  ),
}

const folder = path.join(root, 'src', 'demo', 'photos')
mkdirSync(folder, { recursive: true })
for (const [name, svg] of Object.entries(PHOTOS)) {
  await sharp(Buffer.from(svg))
    .jpeg({ quality: 72, mozjpeg: true })
    .toFile(path.join(folder, `${name}.jpg`))
}
