import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findingsOfSqlmap, findingsOfWapiti, isAccepted, type Plan } from './attack-findings.ts'
import { root } from './folders.ts'

const plan = JSON.parse(readFileSync(path.join(root, 'bin', 'attack.json'), 'utf8')) as Plan

test('where wapiti or sqlmap is missing it says so and how to get them, and ends with 3', () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'fixbay-no-tools-'))
  const { status, stderr, stdout } = spawnSync(process.execPath, ['bin/attack.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: empty },
  })
  rmSync(empty, { recursive: true })
  expect([status, stdout]).toEqual([3, ''])
  expect(stderr.trim()).toBe(
    'wapiti and sqlmap is not installed. On Debian and Ubuntu: sudo apt-get install wapiti sqlmap',
  )
})

test('it goes as nobody, as a customer and as an owner, to pages and to calls, in less than 20 minutes', () => {
  expect(plan.minutes).toBeLessThan(20)
  for (const as of [null, 'customer@fixbay.example', 'owner@fixbay.example']) {
    const pages = plan.visits.filter((visit) => visit.as === as).flatMap((visit) => visit.pages)
    expect([as, pages.some((page) => page.startsWith('/api/'))]).toEqual([as, true])
    expect([as, pages.some((page) => !page.startsWith('/api/'))]).toEqual([as, true])
    expect(plan.sqlmap.calls.some((call) => (call.as ?? null) === as)).toBe(true)
  }
})

test('what is accepted says why, and is no more than that', () => {
  for (const { why } of plan.accepted) expect(why.length).toBeGreaterThan(40)
  const finding = { tool: 'wapiti', where: '/about', what: 'HTTP Secure Headers' } as const
  const accepted = (detail: string, what: string = finding.what) =>
    isAccepted({ ...finding, what, detail }, plan.accepted)
  expect(accepted('X-XSS-Protection is not set')).toBe(true)
  expect(accepted('X-Frame-Options is not set')).toBe(false)
  expect(accepted('X-XSS-Protection is not set', 'SQL Injection')).toBe(false)
  expect(isAccepted({ ...finding, tool: 'sqlmap', detail: '' }, plan.accepted)).toBe(false)
})

test('weaknesses and anomalies of a report of wapiti are findings', () => {
  const report = {
    vulnerabilities: { 'SQL Injection': [{ path: '/track', info: 'via\n  code' }], CRLF: [] },
    anomalies: { 'Internal Server Error': [{ path: '/sign-in', info: 'via to' }] },
  }
  expect(findingsOfWapiti(JSON.stringify(report))).toEqual([
    { tool: 'wapiti', what: 'SQL Injection', where: '/track', detail: 'via code' },
    { tool: 'wapiti', what: 'Internal Server Error', where: '/sign-in', detail: 'via to' },
  ])
})

test('what sqlmap calls injectable is a finding, what it did not get to look at too', () => {
  const clean = `[INFO] testing for SQL injection on GET parameter 'q'
[WARNING] GET parameter 'q' does not seem to be injectable`
  expect(findingsOfSqlmap('/track', clean)).toEqual([])
  const open = `[INFO] testing for SQL injection on GET parameter 'q'
[INFO] GET parameter 'q' appears to be 'AND boolean-based blind' injectable
GET parameter 'q' is vulnerable. Do you want to keep testing the others (if any)? [y/N] N`
  expect(findingsOfSqlmap('/track', open).map(({ what }) => what)).toEqual(['injection', 'injection'])
  const away = '[CRITICAL] unable to connect to the target URL'
  expect(findingsOfSqlmap('/track', away)).toMatchObject([{ what: 'not tried', where: '/track' }])
})
