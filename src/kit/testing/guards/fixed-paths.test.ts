import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../../bin/folders.ts'
import { PROBLEMS } from '../../errors.ts'

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: { Problem: { properties: { code: { enum: string[] } } } } }
}

interface Operation {
  summary: string
  responses: Record<string, unknown>
  security: object[]
}

const text = readFileSync(path.join(root, 'docs', 'openapi.json'), 'utf8')
const document = JSON.parse(text) as Document

// What other programs call and what stays as it is: method, path, the status of success.
const FIXED = `
GET /api/health 200
POST /api/user/create-customer 201
POST /api/auth/login 200
POST /api/auth/refreshToken 200
POST /api/auth/logout 204
GET /api/shops 200
GET /api/shops/{shop} 200
GET /api/shops/{shop}/services 200
GET /api/shops/{shop}/slots 200
POST /api/uploads 201
POST /api/service-request 201
GET /api/service-request 200
GET /api/service-request/{request_id}/status 200
PATCH /api/service-request/{request_id}/status 200
GET /api/service-request/{request_id}/invoice 200
POST /api/service-request/{request_id}/invoice/issue 200
POST /api/service-request/{request_id}/invoice/payments 201
POST /api/appointment 201
GET /api/appointment 200
PATCH /api/appointment/{id} 200
POST /api/appointment/{id}/cancel 200
PUT /api/customer/{customer_id}/profile 200
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string])

test.each(FIXED)('%s %s answers %s', (method, address, status) => {
  const operation = document.paths[address]?.[method.toLowerCase()]
  expect(Object.keys(operation?.responses ?? {})).toContain(status)
})

test('every operation says what it does, who may call it and what a refusal looks like', () => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item))
  expect(operations.length).toBeGreaterThan(FIXED.length)
  for (const { summary, security, responses } of operations) {
    expect(summary).toMatch(/\w{3}/)
    expect(security.length, summary).toBeGreaterThan(0)
    expect(responses['default'], summary).toEqual({ $ref: '#/components/responses/Problem' })
  }
})

test('the document knows every code of a problem, and points at nothing that is not there', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(PROBLEMS))
  for (const [, where = ''] of text.matchAll(/"\$ref": "#\/([^"]+)"/g)) {
    const found = where
      .split('/')
      .reduce((at: unknown, name) => (at as Record<string, unknown> | undefined)?.[name], document)
    expect(found, where).toBeDefined()
  }
})
