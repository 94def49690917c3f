import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { PROBLEMS } from '../errors.ts'
import type { Route, RouteAccess } from './route.ts'

interface Told {
  url: string
  version: string
}

/** Draws the OpenAPI 3.1 document from the routes: who may call, keys against doing twice, and what refusals look like. */
export async function describeApi(app: FastifyInstance, { url, version }: Told): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Fixbay',
        version,
        description: 'The HTTP interface of a Fixbay installation. Its manner is told in docs/API.md.',
        license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      },
      servers: [{ url }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          key: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'fbk_…',
            description:
              'A key of one shop, with the permissions that it was given there. It is nobody’s account.',
          },
        },
        schemas: { Problem: PROBLEM },
        responses: { Problem: { description: REFUSED, content: problemContent } },
      },
    },
    transform: (given) => {
      const { schema, url: path } = jsonSchemaTransform(given)
      const { route } = (given.route.config ?? {}) as { route?: Route }
      return { url: path, schema: route ? { ...schema, ...describe(route) } : schema }
    },
    transformObject: (given) => {
      const document = jsonSchemaTransformObject(given)
      complete(document as unknown as Drawn)
      return document
    },
  })
}

interface Drawn {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: object }
}

interface Operation {
  responses: Record<string, { description: string } | { $ref: string }>
}

/** Says what every answer means, refusals too, and drops the named schemas that nothing points at. */
function complete(document: Drawn): void {
  for (const item of Object.values(document.paths)) {
    for (const { responses } of Object.values(item)) describeAnswers(responses)
  }
  document.components.schemas = used(document)
}

/** The library lists each named schema twice, for what comes in and for what goes out. */
function used({ paths, components }: Drawn): Record<string, object> {
  let { schemas } = components
  for (;;) {
    const text = JSON.stringify([paths, components.responses, schemas])
    const kept = Object.entries(schemas).filter(([name]) => text.includes(`"#/components/schemas/${name}"`))
    if (kept.length === Object.keys(schemas).length) return schemas
    schemas = Object.fromEntries(kept)
  }
}

const ANSWERED: Record<string, string> = {
  200: 'Done.',
  201: 'Made.',
  204: 'Done; there is nothing to tell.',
  302: 'Go on there.',
}

function describeAnswers(responses: Operation['responses']): void {
  for (const [status, answer] of Object.entries(responses)) {
    if ('description' in answer) answer.description = ANSWERED[status] ?? answer.description
  }
  responses['default'] = { $ref: '#/components/responses/Problem' }
}

/** What the document says of a route beside its schemas. */
function describe(route: Route) {
  return {
    description: whoMay(route.access),
    security: securityOf(route.access),
    ...(takesKey(route) ? { headers: KEY } : {}),
    ...(route.raw === 'multipart' ? { consumes: ['multipart/form-data'], body: FILE } : {}),
  }
}

const BEARER = { bearer: [] as string[] }
const SHOP_KEY = { key: [] as string[] }

function securityOf(access: RouteAccess) {
  if (access === 'account') return [BEARER]
  if (access === 'public' || typeof access === 'object') return [{}, BEARER, SHOP_KEY]
  return [BEARER, SHOP_KEY]
}

function whoMay(access: RouteAccess): string {
  if (access === 'public') return 'For everybody.'
  if (access === 'account') return 'For whoever is signed in.'
  if (typeof access === 'object')
    return `For the customer of the order, for whoever has its tracking code (?code=), and for staff with ${access.link}.`
  return `For staff with ${access}, and for customers where the grid of permissions gives it to them.`
}

/** Whether `Idempotency-Key` counts for calls of this route. */
export function takesKey(route: Pick<Route, 'method' | 'raw' | 'noIdempotency'>): boolean {
  return route.method === 'POST' && !route.raw && !route.noIdempotency
}

const KEY = {
  type: 'object',
  properties: {
    'Idempotency-Key': {
      type: 'string',
      description: 'The same key with the same body gives the first answer again, for 24 hours.',
    },
  },
}

const FILE = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
}

const REFUSED = 'A refusal: its code tells what is wrong, its words are for people.'

const PROBLEM = {
  type: 'object' as const,
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    code: { type: 'string' as const, enum: Object.keys(PROBLEMS) },
    detail: { type: 'string' as const },
    reason: { type: 'string' as const, description: 'Which rule refuses, where a rule of the trade does.' },
    errors: {
      type: 'array' as const,
      description: 'Every wrong field at once.',
      items: {
        type: 'object' as const,
        properties: {
          pointer: {
            type: 'string' as const,
            description: 'A JSON pointer into the body, or to a parameter.',
          },
          message: { type: 'string' as const },
        },
        required: ['pointer', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'code', 'detail'],
}

const problemContent = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
}
