import { expect, test } from 'vitest'
import { count } from './test-counts.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})

test('tests are counted by how they ended', () => {
  const report = {
    testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed', 'skipped', 'todo')],
  }
  expect(count(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 })
})

test('a file that broke before its first test is one failure', () => {
  expect(count({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
})

test('an exit code that no test explains, or no report at all, is a failure', () => {
  expect(count({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  expect(count(undefined, null)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
