import { expect, test } from 'vitest'
import { isLoopback, readSettings } from './settings.ts'

const read = (env: Record<string, string>) => readSettings(env, '/srv/fixbay')

test('an empty environment gives the documented defaults', () => {
  expect(read({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    url: 'http://127.0.0.1:3000',
    dataFolder: '/srv/fixbay/data',
    databaseUrl: undefined,
    migrateUrl: undefined,
    role: 'all',
    demoData: true,
    demo: true,
    proxy: [],
    rateLimits: 1,
    secret: undefined,
  })
})

test('what is set is taken', () => {
  const settings = read({
    HOST: '::1',
    PORT: '8080',
    FIXBAY_URL: 'https://shop.example/',
    FIXBAY_DATA: '/var/data',
    DATABASE_URL: 'postgres://app:x@db/fixbay',
    DATABASE_MIGRATE_URL: 'postgresql://owner:x@db/fixbay',
    FIXBAY_ROLE: 'worker',
    FIXBAY_PROXY: '10.0.0.0/8, ::1',
    FIXBAY_RATE_LIMITS: '0.5',
  })
  expect(settings).toMatchObject({
    url: 'https://shop.example',
    dataFolder: '/var/data',
    role: 'worker',
    proxy: ['10.0.0.0/8', '::1'],
    rateLimits: 0.5,
    demo: false,
    demoData: false,
  })
  expect(read({ HOST: '::1' }).url).toBe('http://[::1]:3000')
})

test('demo sign-ins stay off where others reach the program, unless they are asked for', () => {
  expect(read({ HOST: '0.0.0.0' })).toMatchObject({ demo: false, demoData: true })
  expect(read({ NODE_ENV: 'production' })).toMatchObject({ demo: false, demoData: true })
  expect(read({ HOST: '0.0.0.0', FIXBAY_DEMO: '1' })).toMatchObject({ demo: true, demoData: true })
  expect(read({ FIXBAY_DEMO: '0' })).toMatchObject({ demo: false, demoData: false })
  expect(read({ DATABASE_URL: 'postgres://x@y/z' })).toMatchObject({ demo: false, demoData: false })
  expect(read({ DATABASE_URL: 'postgres://x@y/z', FIXBAY_DEMO: '1' })).toMatchObject({
    demo: true,
    demoData: true,
  })
})

test.each([
  [{ PORT: 'http' }, /^PORT /],
  [{ PORT: '0' }, /^PORT /],
  [{ PORT: '65536' }, /^PORT /],
  [{ PORT: '-1' }, /^PORT /],
  [{ HOST: '127.0.0' }, /^HOST /],
  [{ HOST: 'http://localhost' }, /^HOST /],
  [{ FIXBAY_URL: 'shop.example' }, /^FIXBAY_URL /],
  [{ FIXBAY_URL: 'https://shop.example/app' }, /^FIXBAY_URL /],
  [{ FIXBAY_URL: 'ftp://shop.example' }, /^FIXBAY_URL /],
  [{ FIXBAY_PROXY: '10.0.0.1' }, /^FIXBAY_PROXY needs FIXBAY_URL/],
  [{ FIXBAY_PROXY: 'nginx', FIXBAY_URL: 'https://a.example' }, /^FIXBAY_PROXY must/],
  [{ FIXBAY_PROXY: '10.0.0.0/33', FIXBAY_URL: 'https://a.example' }, /^FIXBAY_PROXY must/],
  [{ FIXBAY_ROLE: 'both' }, /^FIXBAY_ROLE /],
  [{ FIXBAY_ROLE: 'worker' }, /^FIXBAY_ROLE=worker needs DATABASE_URL/],
  [{ FIXBAY_DEMO: 'yes' }, /^FIXBAY_DEMO /],
  [{ FIXBAY_RATE_LIMITS: 'off' }, /^FIXBAY_RATE_LIMITS /],
  [{ FIXBAY_RATE_LIMITS: '-1' }, /^FIXBAY_RATE_LIMITS /],
  [{ DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL /],
  [{ DATABASE_URL: 'localhost:5432' }, /^DATABASE_URL /],
  [{ DATABASE_MIGRATE_URL: 'postgres://x@y/z' }, /^DATABASE_MIGRATE_URL is set without/],
  [{ FIXBAY_SECRET: 'short' }, /^FIXBAY_SECRET /],
])('a wrong setting is refused in one line that names it: %j', (env, line) => {
  let message = ''
  try {
    read(env)
  } catch (error) {
    message = error instanceof Error ? error.message : ''
  }
  expect(message).toMatch(line)
  expect(message).not.toContain('\n')
})

test('a refused database address is not repeated, since it may hold a password', () => {
  expect(() => read({ DATABASE_URL: 'mysql://root:hunter2@db/x' })).toThrow(/^(?!.*hunter2)/)
})

test('loopback is told from what others reach', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true, true])
  expect(['0.0.0.0', '::', '192.168.1.2', '127.0.0.1.example'].map(isLoopback)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
