import type { RouteConfigEntry } from '@react-router/dev/routes'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type ServerBuild, UNSAFE_withComponentProps as withProps } from 'react-router'
import * as entry from '../../entry.server.tsx'
import type { Ctx } from '../../kit/context.ts'
import type { PageCache } from '../../kit/http/page-cache.ts'
import { registerPages } from '../../kit/http/pages.ts'
import * as root from '../../root.tsx'
import routes from '../../routes.ts'
import { pageRate } from '../page-rates.ts'
import { paths } from '../paths.ts'

type Module = Record<string, unknown>

/** A page that only a test knows. */
export interface Probe {
  path: string
  module: Module
  /** A layout of `web/layouts` around it, with the path of the layout's own: `['desk', 'desk/:shop']`. */
  within?: readonly [layout: string, path: string]
}

/**
 * Adds the pages that `routes.ts` lists to a test's server, without a build: `await addPages(app)` after `testApp()`,
 * then `app.inject({ url: '/fa/about' })`. Probes are further pages, under `/` and `/fa`.
 */
export async function addPages(
  app: FastifyInstance,
  probes: readonly Probe[] = [],
  contextOf: (request: FastifyRequest) => Promise<Ctx> = app.contextOf,
  cache?: PageCache,
  rateScale = 0,
): Promise<void> {
  const build = await pagesBuild(probes)
  // Without a network there is no server to stand before.
  if (cache) app.addHook('onRequest', (request, reply, done) => cache.serve(request.raw, reply.raw, done))
  await app.register(registerPages, {
    build: () => Promise.resolve(build),
    contextOf,
    signIn: (locale, to) => paths(locale).signIn(to),
    rates: { of: pageRate, scale: rateScale },
    ...(cache ? { cache } : {}),
  })
}

interface Known {
  id: string
  parentId?: string
  path?: string
  index?: boolean
  module: Module
}

async function pagesBuild(probes: readonly Probe[]): Promise<ServerBuild> {
  const known: Known[] = [{ id: 'root', module: drawable(root) }]
  await collect(routes, 'root', known)
  const locale = known.find(({ path }) => path === 'fa?')?.id ?? 'root'
  for (const { path, module, within } of probes) {
    const id = `probe ${path}`
    if (within) {
      const [layout, above] = within
      const frame = drawable((await import(/* @vite-ignore */ `../layouts/${layout}.tsx`)) as Module)
      known.push({ id: `${id} frame`, parentId: locale, path: above, module: frame })
    }
    known.push({ id, parentId: within ? `${id} frame` : locale, path, module: drawable(module) })
  }
  return {
    entry: { module: entry as unknown as ServerBuild['entry']['module'] },
    routes: Object.fromEntries(known.map((route) => [route.id, route])) as unknown as ServerBuild['routes'],
    assets: {
      entry: { module: '/entry.js', imports: [] },
      routes: Object.fromEntries(known.map((route) => [route.id, manifestOf(route)])),
      url: '/manifest.js',
      version: 'test',
    } as unknown as ServerBuild['assets'],
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    future: {} as ServerBuild['future'],
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  }
}

async function collect(
  entries: readonly RouteConfigEntry[],
  parentId: string,
  known: Known[],
): Promise<void> {
  for (const { file, id = file, path, index, children = [] } of entries) {
    const module = drawable((await import(/* @vite-ignore */ `../../${file}`)) as Module)
    known.push({ id, parentId, module, ...(path === undefined ? {} : { path }), ...(index ? { index } : {}) })
    await collect(children, id, known)
  }
}

/** What React Router's Vite plugin does to a route module: its component is given the route's data as props. */
function drawable(module: Module): Module {
  const page = module['default']
  return page ? { ...module, default: withProps(page as Parameters<typeof withProps>[0]) } : module
}

function manifestOf({ module, ...route }: Known) {
  return {
    ...route,
    hasAction: 'action' in module,
    hasLoader: 'loader' in module,
    hasClientAction: false,
    hasClientLoader: false,
    hasClientMiddleware: false,
    hasErrorBoundary: 'ErrorBoundary' in module,
    hasDefaultExport: 'default' in module,
    module: `/${route.id}.js`,
    imports: [],
  }
}
