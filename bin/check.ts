import { checks, runSteps } from './steps.ts'

// `npm run check`: the quick part of the tests.

const failed = await runSteps(checks, (line) => console.log(line))
console.log(`${checks.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
