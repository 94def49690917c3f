import { importsOf } from './sources.ts'
import type { Sources } from './sources.ts'

/** From the ground up: a feature's work may call features that stand before it; the other way goes by event. */
export const featureOrder = [
  'accounts',
  'organisations',
  'shops',
  'customers',
  'assets',
  'household',
  'catalog',
  'staff',
  'inventory',
  'booking',
  'repairs',
  'inspections',
  'estimates',
  'invoices',
  'payments',
  'intake',
  'messages',
  'reminders',
  'reviews',
  'content',
  'reports',
  'analytics',
  'integrations',
  'privacy',
  'platform',
]

/** Every import that runs the wrong way between the floors of the house, one line each. */
export function floorFaults(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) =>
    importsOf(file, text).flatMap((target) => {
      const why = fault(file, target)
      return why ? [`${file} imports ${target}: ${why}`] : []
    }),
  )
}

function fault(file: string, target: string): string | undefined {
  const from = place(file)
  const to = place(target)
  if (target.startsWith('src/kit/testing/') && !/\/(testing|guards)\//.test(file))
    return 'the program knows no test support'
  if (from.floor === 'kit' && (to.floor === 'feature' || to.floor === 'web'))
    return 'the kit knows no feature and no page'
  if (from.floor === 'adapters' && (to.floor === 'feature' || to.floor === 'web'))
    return 'an adapter knows no feature'
  if (from.floor === 'web' && file.startsWith('src/web/ui/') && to.floor === 'feature')
    return 'the design system knows no feature'
  if (from.floor !== 'feature') return undefined
  if (from.position < 0) return `the feature ${from.feature} has no place in the order (guards/floors.ts)`
  if (to.floor === 'web' && !outermost(file)) return 'only pages draw'
  if (to.floor !== 'feature' || to.feature === from.feature) return undefined
  if (/\/store(-[^/]*)?\.ts$/.test(target)) return `the SQL of ${to.feature} is its own`
  if (outermost(file) || to.position < from.position) return undefined
  return `${to.feature} stands above ${from.feature}: go by an event`
}

/** Pages and REST routes are the outermost layer: they may read any feature. */
function outermost(file: string): boolean {
  return /^src\/features\/[^/]+\/(pages\/.*|routes(-[^/]*)?\.ts)$/.test(file)
}

interface Place {
  floor: 'kit' | 'adapters' | 'feature' | 'web' | 'other'
  feature: string
  position: number
}

function place(file: string): Place {
  // The lists of all features' routes, reactions and jobs stand in src/features itself, above every feature.
  const feature = /^src\/features\/([^/]+)\//.exec(file)?.[1]
  if (feature) return { floor: 'feature', feature, position: featureOrder.indexOf(feature) }
  // Test support opens the whole program; nothing of the program imports it.
  if (file.startsWith('src/kit/testing/')) return { floor: 'other', feature: '', position: -1 }
  const floor = /^src\/(kit|adapters|web)\//.exec(file)?.[1] as 'kit' | 'adapters' | 'web' | undefined
  return { floor: floor ?? 'other', feature: '', position: -1 }
}
