import type { Config } from '../../kit/config.ts'

/** The password of every person of the demo shops: it stands in the README. */
export const DEMO_PASSWORD = 'Fixbay-demo-1'

/** Whether a sign-in with this password must fail: what everybody knows opens nothing where others reach the program. */
export function isClosedDemoPassword({ demo }: Pick<Config, 'demo'>, password: string): boolean {
  return !demo && password === DEMO_PASSWORD
}
