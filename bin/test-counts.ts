export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** The part of Vitest's JSON report that is counted. */
export interface Report {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/**
 * Counts a run. A file that broke before its first test is a failure, and so is an exit code that no test explains
 * (an error outside of any test, a run that died).
 */
export function count(report: Report | undefined, code: number | null): Counts {
  const files = report?.testResults ?? []
  const results = files.flatMap((file) => file.assertionResults.map(({ status }) => status))
  const passed = results.filter((status) => status === 'passed').length
  const failedTests = results.filter((status) => status === 'failed').length
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length
  const failed = failedTests + broken
  return {
    passed,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: results.length - passed - failedTests,
  }
}
